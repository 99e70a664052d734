/**
 * Third stage: what must happen. Turns the difference between what is and what should be into actions, and states how they
 * may depend on each other. Whether an action is needed and possible in the end is found by the next stage.
 * Rules 3:A-1 to 3:L-13, 3:I-1 to 3:I-11, 3:F-1 to 3:F-44. Start with {@link io.systole.core.scheduler.plan.Planner}.
 */
package io.systole.core.scheduler.plan;
