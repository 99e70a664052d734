/**
 * How status looks: the text of {@code crm_mon} in Pacemaker's layout, the same as XML and as JSON. Pure functions of a
 * {@link io.systole.core.status.ClusterStatus}; nothing here reads a CIB. Start with {@link
 * io.systole.shell.format.StatusText}.
 */
package io.systole.shell.format;
