/**
 * How busy the nodes are, and how much may therefore be under way at a time: on each node, and in the whole cluster. Facts come from the
 * nodes; the judgement is the DC's. Start with {@link io.systole.core.throttle.Throttle}.
 */
package io.systole.core.throttle;
