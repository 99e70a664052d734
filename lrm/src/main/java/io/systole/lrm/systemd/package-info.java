/**
 * Units of systemd, asked and ordered over D-Bus: jobs that are waited for to their end, the drop-in that leaves a unit to the cluster
 * while it holds it, and what the states of a unit mean. Connects when the first unit is asked for, never before.
 *
 * <p>Start with {@link io.systole.lrm.systemd.Units}. Sources: org.freedesktop.systemd1(5), systemd.unit(5), and what Pacemaker made common
 * practice.
 */
package io.systole.lrm.systemd;
