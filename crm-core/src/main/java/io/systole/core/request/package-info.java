/**
 * What people and programs ask of the cluster and what they are told: requests, replies and the report of a node, as values.
 * Decides nothing and knows neither who carries a request nor who answers it. Start with
 * {@link io.systole.core.request.ClusterRequest}.
 */
package io.systole.core.request;
