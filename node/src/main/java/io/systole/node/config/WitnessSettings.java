package io.systole.node.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom a node asks when exactly half of the votes are here.
 *
 * @param arbitrator where the arbitrator listens
 * @param gateway an address that a part of the cluster must reach, or it loses the tie
 * @param disk a block device or file on storage that all nodes share
 */
public record WitnessSettings(Optional<InetSocketAddress> arbitrator, Optional<String> gateway, Optional<Path> disk) {
    /** The port of an arbitrator of which no other is said. */
    public static final int DEFAULT_PORT = 5407;
}
