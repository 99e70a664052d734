/**
 * The status of the cluster as people see it: one value, {@link io.systole.core.status.ClusterStatus}, that {@code crm_mon},
 * the web console and alerts render each in their way. It says what is, in the words of the CIB; it knows no layout, and
 * decides nothing. Start with {@link io.systole.core.status.ClusterStatus#of}.
 */
package io.systole.core.status;
