package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusedDatagramsTest {
    private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress B = InetAddress.ofLiteral("2001:db8::2");

    private final List<String> log = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private final RefusedDatagrams refused = new RefusedDatagrams(() -> now, log::add);

    @Test
    void eachSourceIsToldOnceAMinute() {
        refused.note(Refusal.FORGED, A);
        refused.note(Refusal.OTHER_KEY, A);
        refused.note(Refusal.OTHER_KEY, B);
        now += Duration.ofSeconds(59).toNanos();
        refused.note(Refusal.FORGED, A);
        now += Duration.ofSeconds(2).toNanos();

        refused.note(Refusal.REPLAYED, A);

        assertEquals(List.of(
                "dropped a datagram from 192.0.2.1 that claims the cluster's key, but its seal is broken"
                        + " (further ones from there are only counted for a minute)",
                "dropped a datagram from 2001:db8:0:0:0:0:0:2 that is sealed with another key, or belongs to another cluster; if the"
                        + " key was changed while this node was away, copy the key file from a node that was there (scp -p) and start"
                        + " this daemon anew (further ones from there are only counted for a minute)",
                "dropped a datagram from 192.0.2.1 that has been received before, or is too old to tell"
                        + " (further ones from there are only counted for a minute)"), log);
        assertEquals("{crowded=0, forged=2, malformed=0, old_key=0, other_key=2, other_version=0, oversize=0, replayed=1}",
                refused.counts().toString());
    }

    @Test
    void aFloodOfSourcesFillsNeitherMemoryNorLog() {
        for (int i = 0; i < 100_000; i++) {
            byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            note(address);
        }

        assertEquals(256, log.size());
        assertEquals(100_000, refused.counts().get("malformed"));
    }

    private void note(byte[] address) {
        try {
            refused.note(Refusal.MALFORMED, InetAddress.getByAddress(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
