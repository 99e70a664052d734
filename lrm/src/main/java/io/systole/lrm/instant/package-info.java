/**
 * Instant detection: knows what the kernel shows while a resource is active (addresses, mounts, processes), hears from the kernel when
 * some of it goes away, and has the resource's monitors run at once. The verdict stays with the agent. Start with
 * {@link io.systole.lrm.instant.InstantDetection}; why it is so is in ADR 0015.
 */
package io.systole.lrm.instant;
