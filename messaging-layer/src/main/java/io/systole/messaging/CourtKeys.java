package io.systole.messaging;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The keys of one cluster at its arbitrator: the one in use, one that is prepared, and for some seconds the former one. What is sealed
 * with the prepared one says that the cluster has it (see {@link KeyRing}); a member that does not know yet is still heard, and is
 * answered with the key of its question. Not thread-safe.
 */
final class CourtKeys {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String cluster;
    private final KeyRing ring;
    private final Opener opener;
    private final LongSupplier nanoTime;
    private final Map<Integer, Sealer> sealers = new TreeMap<>();
    private Optional<Long> changedAt = Optional.empty();

    CourtKeys(String cluster, ArbitratorServer.Secret secret, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.nanoTime = nanoTime;
        this.ring = new KeyRing(cluster, secret.key(), secret.store(), key -> changedAt = Optional.of(nanoTime.getAsLong()), true);
        this.opener = ring.opener(ArbitratorMessage.QUESTION);
    }

    /** Opens a question. */
    Opened open(byte[] data, int length) {
        if (changedAt.filter(at -> nanoTime.getAsLong() - at > GRACE.toNanos()).isPresent()) {
            changedAt = Optional.empty();
            sealers.clear();
            ring.retire();
        }
        return opener.open(data, 0, length);
    }

    /** Seals the answer to a question that {@link #open} has just opened. */
    byte[] seal(byte[] answer, byte[] question) {
        int number = ByteBuffer.wrap(question).getInt(SealedFrame.KEY_ID);
        ClusterKey key = ring.key(number).orElseThrow();
        return sealers.computeIfAbsent(number, absent -> new Sealer(key, ArbitratorMessage.ANSWER, cluster)).seal(answer, 0, answer.length);
    }

    /** Keeps a key on disk that may soon be the cluster's; returns why not, or an empty text. */
    String prepare(ClusterKey next) {
        try {
            ring.prepare(next);
            return "";
        } catch (ClusterKeyException failed) {
            return failed.getMessage();
        }
    }
}
