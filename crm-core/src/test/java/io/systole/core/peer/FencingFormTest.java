package io.systole.core.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingMessage;
import io.systole.core.fencing.FencingMessage.DeviceOffer;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fencers say survives the wire, and bytes that make no sense do no harm. */
class FencingFormTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final FencingRecord PENDING = new FencingRecord("a-1", N2, FencingAction.REBOOT, "", "crm", N1, N1,
            FencingRecord.State.QUERYING, Optional.empty(), 0, "n2 is lost", "");
    private static final FencingRecord FAILED = new FencingRecord("a-2", N2, FencingAction.OFF, "n1", "crm", N1, N1,
            FencingRecord.State.FAILED, Optional.of(Instant.parse("2026-11-20T12:00:00.123456Z")), 10, "asked", "no device");

    static Stream<FencingMessage> messages() {
        return Stream.of(
                new FencingMessage.Ask("a-1", N2, FencingAction.REBOOT, Duration.ofSeconds(60)),
                new FencingMessage.Offer("a-1", List.of(new DeviceOffer("f", true, true, false, true, false)), List.of("g cannot"), true,
                        false),
                new FencingMessage.Run("a-1", 2, "f", N2, FencingAction.OFF, Duration.ofSeconds(60), Duration.ofSeconds(3), true),
                new FencingMessage.Accepted("a-1", 2, Duration.ofSeconds(63)),
                new FencingMessage.Ended("a-1", 2, false, true, "killed"),
                new FencingMessage.Withdraw("a-1", 2),
                new FencingMessage.Lead(PENDING, Duration.ofSeconds(60), Duration.ofSeconds(-1)),
                new FencingMessage.Told(FAILED),
                new FencingMessage.Known(List.of(FAILED, PENDING)),
                new FencingMessage.Forget(Optional.of(N2)),
                new FencingMessage.Forget(Optional.empty()),
                new FencingMessage.ResetYourself("a-1", "lost"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrites(FencingMessage message) throws BadMessage {
        assertEquals(new PeerMessage.Fencing(message), PeerCodec.decode(PeerCodec.encode(new PeerMessage.Fencing(message))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void unknownFieldsAreIgnored(FencingMessage message) throws BadMessage {
        Element newer = FencingForm.write(message).with("colour", "blue").plus(Element.of("future", "x", "1"));

        assertEquals(message, FencingForm.message(newer));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void damagedBytesAreABadMessageAndNothingElse(FencingMessage message) {
        byte[] good = PeerCodec.encode(new PeerMessage.Fencing(message));
        long seed = 815;
        var random = new SplittableRandom(seed);

        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            byte[] sent = random.nextBoolean() ? bad : Arrays.copyOf(bad, random.nextInt(bad.length));
            try {
                PeerCodec.decode(sent);
            } catch (BadMessage refused) {
                assertTrue(!refused.getMessage().isEmpty());
            } catch (RuntimeException escaped) {
                throw new AssertionError("seed " + seed + ", round " + round, escaped);
            }
        }
    }

    @Test
    void aTimeThatIsNoneIsRefusedWithTheFieldNamed() {
        Element run = FencingForm.write(new FencingMessage.Accepted("a", 1, Duration.ofSeconds(1)));

        var huge = assertThrows(BadMessage.class, () -> FencingForm.message(run.with("within", "9000000000000")));
        var zero = assertThrows(BadMessage.class, () -> FencingForm.message(Element.of("ask", "id", "a", "target", "n1", "action", "off",
                "timeout", "0")));

        assertEquals("a message accepted whose within is longer than a month", huge.getMessage());
        assertEquals("a message ask whose timeout is zero", zero.getMessage());
    }
}
