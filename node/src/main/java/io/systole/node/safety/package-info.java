/**
 * Ends what runs on this node when the daemon cannot: a guard in a process of its own, and a watchdog device. Decides nothing:
 * until when things may run on is the core's word. Start with {@link io.systole.node.safety.SafetyNet}.
 */
package io.systole.node.safety;
