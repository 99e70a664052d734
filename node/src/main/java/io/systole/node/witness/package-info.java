/**
 * Whom a node asks when exactly half of the votes are here: the gateway, an arbitrator, a lease on a shared disk, or several of them.
 * Decides nothing about votes. Start with {@link io.systole.node.witness.Witnesses}.
 */
package io.systole.node.witness;
