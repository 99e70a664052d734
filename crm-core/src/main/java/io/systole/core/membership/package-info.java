/**
 * Who is in the cluster and whether this part of it may act: names, incarnations, membership and quorum.
 * Start with {@link io.systole.core.membership.Member}.
 */
package io.systole.core.membership;
