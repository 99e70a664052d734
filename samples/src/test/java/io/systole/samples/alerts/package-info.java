/** The sample alert programs, run as the cluster runs them. */
package io.systole.samples.alerts;
