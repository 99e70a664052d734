package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuickCheckTest {
    @Test
    void itIsTheSipHashOfItsAuthors() {
        var check = new QuickCheck(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        assertEquals(0x93f5f5799a932462L, check.hash(0x0706050403020100L));
        assertEquals(0x3f2acc7f57c29bdbL, check.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L));
    }

    @Test
    void whoDoesNotHaveTheKeyDoesNotMakeAMemberDecipherOrDeriveAnything() {
        ClusterKey key = ClusterKey.generate();
        var opener = new Opener(List.of(key), "datagram", "web");
        byte[] frame = new Sealer(key, "datagram", "web").seal(new byte[20], 0, 20);
        byte[] madeUp = ByteBuffer.wrap(frame.clone()).putLong(SealedFrame.BOOT_ID, 7).array();

        Opened opened = opener.open(madeUp, 0, madeUp.length, 0, () -> {
            throw new AssertionError("a sender that cannot be authentic is not tried");
        });

        assertEquals(Refusal.FORGED, assertInstanceOf(Opened.Refused.class, opened).why());
    }

    @Test
    void everyPurposeAndClusterHasItsOwn() {
        ClusterKey key = ClusterKey.generate();
        ByteBuffer frame = ByteBuffer.allocate(SealedFrame.OVERHEAD);
        long check = QuickCheck.of(key, "datagram", "web").of(frame, 0, frame.capacity());

        assertNotEquals(check, QuickCheck.of(key, "datagram", "mail").of(frame, 0, frame.capacity()));
        assertNotEquals(check, QuickCheck.of(key, "process watch", "web").of(frame, 0, frame.capacity()));
    }
}
