/**
 * Second stage: where everything should be, and in which role. Adds up scores, follows colocations, and chooses nodes.
 * Knows nothing of actions. Rules 2:P-001 to 2:P-1105. Start with {@link io.systole.core.scheduler.assign.Assigner}.
 */
package io.systole.core.scheduler.assign;
