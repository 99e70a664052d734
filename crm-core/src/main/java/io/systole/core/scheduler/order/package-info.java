/**
 * Fourth stage: in which order. Finds out which planned actions are required and possible, given all that depends on each
 * other, and writes the transition graph. Rules 3:O-40 to 3:U-21 and 3:G-1 to 3:G-44.
 * Start with {@link io.systole.core.scheduler.order.Orderer}.
 */
package io.systole.core.scheduler.order;
