/**
 * Which operation runs when: one at a time per resource, in the order given; recurring ones again and again.
 *
 * <p>Pure: no clock, thread or process. Time comes in as the span since an arbitrary start, so tests run on virtual time.
 * Start with {@link io.systole.lrm.queue.OperationBoard}; facts from Pacemaker's executor.
 */
package io.systole.lrm.queue;
