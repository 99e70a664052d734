package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An arbitrator's keys of the cluster {@code web}, whose key is changed. */
final class CourtKeysTest {
    private static final String CLUSTER = "web";

    private final ClusterKey old = ClusterKey.generate();
    private final ClusterKey next = ClusterKey.generate();
    private long now = Long.MAX_VALUE - 1000;
    private final CourtKeys keys = new CourtKeys(CLUSTER, new ArbitratorServer.Secret(old, KeyStore.none()), () -> now);

    /** What comes of a question that is sealed with this key, by somebody who was never heard before. */
    private Opened asked(ClusterKey key) {
        byte[] question = question(key);
        return keys.open(question, question.length);
    }

    private static byte[] question(ClusterKey key) {
        return new Sealer(key, ArbitratorMessage.QUESTION, CLUSTER).seal(new byte[3], 0, 3);
    }

    @Test
    void aPreparedKeyIsNotTheClustersUntilTheClusterUsesIt() {
        assertEquals(new Opened.Refused(Refusal.OTHER_KEY), asked(next));
        assertEquals("", keys.prepare(next));
        now += Duration.ofDays(1).toNanos();

        assertInstanceOf(Opened.Plain.class, asked(old));
        assertInstanceOf(Opened.Plain.class, asked(next));
    }

    @Test
    void theOldKeyOpensForTenSecondsMore() {
        keys.prepare(next);
        asked(next);

        now += Duration.ofMillis(9_999).toNanos();
        assertInstanceOf(Opened.Plain.class, asked(old));
        now += Duration.ofMillis(2).toNanos();
        assertEquals(new Opened.Refused(Refusal.OLD_KEY), asked(old));
        assertInstanceOf(Opened.Plain.class, asked(next));
    }

    @Test
    void anOfferThatComesTooLateChangesNothing() {
        keys.prepare(next);
        asked(next);

        assertEquals("", keys.prepare(next));

        assertInstanceOf(Opened.Plain.class, asked(next));
    }

    @Test
    void theAnswerIsSealedWithTheKeyOfTheQuestion() {
        keys.prepare(next);
        asked(next);
        byte[] question = question(old);
        assertInstanceOf(Opened.Plain.class, keys.open(question, question.length));

        byte[] answer = keys.seal(new byte[7], question);

        var asker = new Opener(List.of(old), ArbitratorMessage.ANSWER, CLUSTER);
        assertEquals(7, assertInstanceOf(Opened.Plain.class, asker.open(answer, 0, answer.length)).bytes().length);
    }
}
