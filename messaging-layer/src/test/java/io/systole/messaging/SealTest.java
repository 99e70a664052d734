package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SealTest {
    private static final String CLUSTER = "web";
    private static final byte[] TEXT = "the quick brown fox".getBytes(StandardCharsets.UTF_8);

    private final ClusterKey key = ClusterKey.generate();
    private final Sealer sealer = new Sealer(key, "datagram", CLUSTER);
    private final Opener opener = new Opener(List.of(key), "datagram", CLUSTER);

    @Test
    void whatIsSealedIsOpened() {
        byte[] frame = sealer.seal(TEXT, 4, 5);

        assertArrayEquals("quick".getBytes(StandardCharsets.UTF_8), plain(opener.open(frame, 0, frame.length)));
        assertEquals(5 + SealedFrame.OVERHEAD, frame.length);
    }

    @Test
    void anEmptyDatagramIsSealedToo() {
        byte[] frame = sealer.seal(TEXT, 0, 0);

        assertEquals(0, plain(opener.open(frame, 0, frame.length)).length);
    }

    @Test
    void aFrameInsideALargerBufferIsOpened() {
        byte[] frame = sealer.seal(TEXT, 0, TEXT.length);
        byte[] buffer = new byte[500];
        System.arraycopy(frame, 0, buffer, 100, frame.length);

        assertArrayEquals(TEXT, plain(opener.open(buffer, 100, frame.length)));
    }

    @Test
    void theTextIsNotOnTheWireAndNoFrameIsLikeAnother() {
        byte[] first = sealer.seal(TEXT, 0, TEXT.length);
        byte[] second = sealer.seal(TEXT, 0, TEXT.length);

        assertFalse(hex(first).contains(hex(TEXT)));
        assertFalse(Arrays.equals(first, SealedFrame.TEXT, first.length, second, SealedFrame.TEXT, second.length));
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] frame = sealer.seal(TEXT, 0, TEXT.length);
        List<Integer> unnoticed = new ArrayList<>();

        for (int i = 0; i < frame.length; i++) {
            byte[] changed = frame.clone();
            changed[i] ^= 0x40;
            if (opener.open(changed, 0, changed.length) instanceof Opened.Plain) {
                unnoticed.add(i);
            }
        }

        assertEquals(List.of(), unnoticed);
        assertArrayEquals(TEXT, plain(opener.open(frame, 0, frame.length)), "the forgeries cost the true one nothing");
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] frame = sealer.seal(TEXT, 0, TEXT.length);

        for (int length = 0; length < frame.length; length++) {
            Refusal why = why(opener.open(frame, 0, length));
            assertEquals(length < SealedFrame.OVERHEAD ? Refusal.MALFORMED : Refusal.FORGED, why, "length " + length);
        }
    }

    @Test
    void otherKeysClustersAndPurposesAreToldApart() {
        assertEquals(Refusal.OTHER_KEY, openedFrom(new Sealer(ClusterKey.generate(), "datagram", CLUSTER)));
        assertEquals(Refusal.OTHER_KEY, openedFrom(new Sealer(key, "datagram", "mail")));
        assertEquals(Refusal.FORGED, openedFrom(new Sealer(key, "process watch", CLUSTER)));
    }

    @Test
    void anotherVersionIsNamedAsSuch() {
        byte[] frame = sealer.seal(TEXT, 0, TEXT.length);
        frame[0]++;

        assertEquals(Refusal.OTHER_VERSION, why(opener.open(frame, 0, frame.length)));
    }

    @Test
    void aFrameIsTakenOnce() {
        byte[] first = sealer.seal(TEXT, 0, TEXT.length);
        byte[] second = sealer.seal(TEXT, 0, TEXT.length);
        plain(opener.open(second, 0, second.length));
        plain(opener.open(first, 0, first.length));

        assertEquals(Refusal.REPLAYED, why(opener.open(first, 0, first.length)));
        assertEquals(Refusal.REPLAYED, why(opener.open(second, 0, second.length)));
    }

    @Test
    void aRestartedSenderIsHeardBesideItsFormerSelf() {
        byte[] old = sealer.seal(TEXT, 0, TEXT.length);
        byte[] reborn = new Sealer(key, "datagram", CLUSTER).seal(TEXT, 0, TEXT.length);

        assertArrayEquals(TEXT, plain(opener.open(old, 0, old.length)));
        assertArrayEquals(TEXT, plain(opener.open(reborn, 0, reborn.length)));
    }

    @Test
    void anOpenerWithTwoKeysHearsBoth() {
        ClusterKey next = ClusterKey.generate();
        Opener rotating = new Opener(List.of(key, next), "datagram", CLUSTER);
        byte[] old = sealer.seal(TEXT, 0, TEXT.length);
        byte[] young = new Sealer(next, "datagram", CLUSTER).seal(TEXT, 0, TEXT.length);

        assertArrayEquals(TEXT, plain(rotating.open(old, 0, old.length)));
        assertArrayEquals(TEXT, plain(rotating.open(young, 0, young.length)));
    }

    private Refusal openedFrom(Sealer other) {
        byte[] frame = other.seal(TEXT, 0, TEXT.length);
        return why(opener.open(frame, 0, frame.length));
    }

    private static byte[] plain(Opened opened) {
        return assertInstanceOf(Opened.Plain.class, opened).bytes();
    }

    private static Refusal why(Opened opened) {
        return assertInstanceOf(Opened.Refused.class, opened).why();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
