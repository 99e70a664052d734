/**
 * What controllers say to each other: messages as records, and their form on the wire. Every order of a DC carries its
 * term. Knows nothing of when something is said. Start with {@link io.systole.core.peer.PeerMessage}.
 */
package io.systole.core.peer;
