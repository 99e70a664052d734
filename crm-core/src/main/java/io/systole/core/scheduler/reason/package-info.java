/**
 * Why: the reason of each placement, score part, action and fencing, as a value, and the two texts that are made from it. Below all
 * stages of the scheduler; resources are known here by their ids, nodes by their names. Start with
 * {@link io.systole.core.scheduler.reason.Reason}.
 */
package io.systole.core.scheduler.reason;
