/**
 * The way to the other nodes: JGroups behind {@link io.systole.core.spi.ClusterTransport}.
 *
 * <p>It decides who is reachable and carries bytes; it knows nothing of quorum, DC or resources, and what the bytes
 * mean is the core's business. The only place of the project that imports {@code org.jgroups}. Start reading at
 * {@link io.systole.messaging.JGroupsTransport}, then {@code ProtocolStackFactory} (which protocols, and why each), then
 * {@code SealedUdp} (the one door to the wire). Decisions: {@code doc/adr/0004} (sealing), {@code 0005} (failure
 * detection).
 */
package io.systole.messaging;
