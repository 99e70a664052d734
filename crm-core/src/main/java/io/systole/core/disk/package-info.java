/**
 * What nodes do with a disk that they share ({@link io.systole.core.spi.SharedDisk}). Start with
 * {@link io.systole.core.disk.LeaseWitness}.
 */
package io.systole.core.disk;
