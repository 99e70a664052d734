/**
 * Runs fence agents ({@code fence_*} programs) for the fencing port. Decides nothing: which device, which node and when is the
 * business of {@link io.systole.core.fencing.Fencer}. Start with {@link io.systole.node.fence.FenceAgents}.
 */
package io.systole.node.fence;
