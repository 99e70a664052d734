/**
 * {@code ./systole writes}: changes of the configuration while daemons are killed, and whether each acknowledged one is still there
 * afterwards. Start with {@link io.systole.samples.writes.Writes}.
 */
package io.systole.samples.writes;
