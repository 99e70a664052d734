/**
 * Measures the scheduler: generated clusters of any size, a JMH benchmark, and the table of {@code ./systole bench scheduler}.
 * Start with {@link io.systole.core.bench.SchedulerTable}.
 */
package io.systole.core.bench;
