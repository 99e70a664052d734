/**
 * The disk that all nodes share: a block device or file in slots, on a thread of its own, so that a disk that hangs holds up nothing.
 * What is written to it is decided in {@code io.systole.core.disk}. Start with {@link io.systole.node.disk.DiskThread}.
 */
package io.systole.node.disk;
