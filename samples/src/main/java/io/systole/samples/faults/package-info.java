/**
 * The fault matrix: real daemons in namespaces, one fault after the other, while a client writes and somebody looks from outside, every
 * ten milliseconds, where each resource is active.
 */
package io.systole.samples.faults;
