/**
 * The differential fuzzer: random small clusters, our scheduler beside the {@code crm_simulate} of an installed Pacemaker, the first
 * difference made small and printed. A tool for people who work on Systole, so it stays out of the installation tree. Start with
 * {@link io.systole.samples.fuzz.Fuzz}; what is known to differ is in {@code KnownDifference} and doc/pacemaker-differences.md.
 */
package io.systole.samples.fuzz;
