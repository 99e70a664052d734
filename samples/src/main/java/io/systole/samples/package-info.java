/**
 * Samples, and what runs them: {@link io.systole.samples.lab} makes nodes, links, kills and probes,
 * {@link io.systole.samples.demo} tells the main story with it. Drives the installed programs only; imports none of ours.
 */
package io.systole.samples;
