/**
 * A cluster of two nodes that exists only in this process and in an instant of virtual time. The daemon plays with it before it joins
 * the real one, so that nothing of what its one thread has to do is done for the first time when others wait for its heartbeat.
 * Start with {@link io.systole.node.rehearsal.Rehearsal}.
 */
package io.systole.node.rehearsal;
