/**
 * First stage: what is. Reads the configuration in modern terms and the status section, and concludes the state of every
 * node and resource before anything is decided. Knows neither scores of placement nor actions. Rules 1:S-1 to 1:S-197.
 * Start with {@link io.systole.core.scheduler.snapshot.ClusterSnapshot}.
 */
package io.systole.core.scheduler.snapshot;
