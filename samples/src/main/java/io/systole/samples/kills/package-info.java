/**
 * {@code ./systole kills}: a primary and a standby of MariaDB under load; the primary is killed again and again, and nothing that was
 * acknowledged may be lost. {@link io.systole.samples.kills.Kills} is where to start.
 */
package io.systole.samples.kills;
