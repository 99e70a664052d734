/**
 * {@code ./systole powercuts}: the power of nodes with a kernel of their own is cut at random moments while clients change the
 * configuration, and what comes of the changes that were acknowledged, of the files on the disks and of the resources. Start with
 * {@link io.systole.samples.powercuts.PowerCuts}.
 */
package io.systole.samples.powercuts;
