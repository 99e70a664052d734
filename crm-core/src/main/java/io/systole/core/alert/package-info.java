/**
 * Which alert programs of the {@code <alerts>} section are to be run for what has happened, and with which environment (Pacemaker
 * Explained, chapter Alerts; Pacemaker Administration, chapter Alert Agents).
 *
 * <p>Decides and runs nothing. Start with {@link io.systole.core.alert.AlertDesk}.
 */
package io.systole.core.alert;
