/**
 * Runs fence agents ({@code fence_*} programs) for the fencing port. Decides which configured device can fence a node;
 * whether a node must be fenced is the core's decision. Start with {@link io.systole.node.fence.FenceAgents}.
 */
package io.systole.node.fence;
