package io.systole.core.arbitration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GrantBookTest {
    private static final Duration VALID = Duration.ofSeconds(4);

    private final GrantBook book = new GrantBook(Optional.empty(), Duration.ZERO);

    @Test
    void theFirstWhoAsksGetsIt() {
        assertTrue(ask("n1", 1, 0, "n1"));
        assertEquals(Optional.of(new NodeName("n1")), book.holder(Duration.ofSeconds(1)));
    }

    @Test
    void nobodyElseGetsItWhileTheHolderMayCountOnIt() {
        ask("n1", 1, 0, "n1");
        ask("n1", 1, 3000, "n1");

        assertFalse(ask("n2", 9, 7000, "n2"));
        assertTrue(ask("n2", 9, 7600, "n2"));
        assertFalse(ask("n1", 1, 7700, "n1"));
    }

    @Test
    void aRefusalSaysWhoseItIsAndForHowLong() {
        ask("n1", 3, 0, "n1");

        GrantBook.Answer answer = book.ask(request("n2", 4, 1, "n2"), Duration.ofSeconds(1));

        assertEquals("the grant is n1's (term 3), who may count on it for 3500 ms more", answer.reason());
    }

    @Test
    void whoLeadsTheHolderGetsItAtOnce() {
        ask("n1", 1, 0, "n1 n2");

        assertTrue(ask("n2", 2, 100, "n1 n2"));
        assertFalse(ask("n3", 2, 200, "n3 n4"));
    }

    @Test
    void aReleasedGrantIsFree() {
        ask("n1", 1, 0, "n1");

        book.release(new NodeName("n1"), 1, 1, Duration.ofMillis(10));

        assertEquals(Optional.empty(), book.holder(Duration.ofMillis(20)));
        assertTrue(ask("n2", 2, 20, "n2"));
    }

    @Test
    void aReleaseThatComesLateOrFromSomebodyElseChangesNothing() {
        book.ask(request("n1", 1, 7, "n1"), Duration.ZERO);

        book.release(new NodeName("n1"), 1, 6, Duration.ofMillis(10));
        book.release(new NodeName("n2"), 1, 9, Duration.ofMillis(10));

        assertFalse(ask("n2", 2, 20, "n2"));
    }

    @Test
    void aRestartedWitnessKeepsItsWord() {
        ask("n1", 1, 0, "n1");

        var reopened = new GrantBook(book.grant(), Duration.ofHours(5));

        assertFalse(reopened.ask(request("n2", 2, 1, "n2"), Duration.ofHours(5).plusSeconds(4)).granted());
        assertTrue(reopened.ask(request("n2", 2, 2, "n2"), Duration.ofHours(5).plusSeconds(5)).granted());
    }

    @Test
    void aShorterValidityDoesNotShortenWhatWasPromised() {
        book.ask(new GrantRequest(new NodeName("n1"), 1, 1, new TreeSet<>(Set.of(new NodeName("n1"))), Duration.ofSeconds(60)),
                Duration.ZERO);
        ask("n1", 1, 100, "n1");

        assertFalse(ask("n2", 2, 30_000, "n2"));
    }

    /** Random requests, releases and restarts: what each believes by its own count never overlaps. */
    @Test
    void neverDoTwoBelieveThatTheyHaveIt() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var open = new GrantBook(Optional.empty(), Duration.ZERO);
            var believes = new TreeMap<String, Long>();
            long now = 0;
            for (int number = 1; number < 200; number++) {
                now += random.nextLong(1, 2500);
                String who = "n" + random.nextInt(1, 4);
                if (random.nextInt(20) == 0) {
                    open = new GrantBook(open.grant(), Duration.ofMillis(now));
                } else if (random.nextInt(6) == 0) {
                    believes.remove(who);
                    open.release(new NodeName(who), 1, number, Duration.ofMillis(now));
                } else if (open.ask(request(who, 1, number, who), Duration.ofMillis(now)).granted()) {
                    believes.put(who, now + VALID.toMillis());
                }
                long moment = now;
                assertTrue(believes.values().stream().filter(until -> until > moment).count() <= 1, "seed " + seed + ": " + believes);
            }
        }
    }

    private boolean ask(String who, long term, long millis, String part) {
        return book.ask(request(who, term, 1, part), Duration.ofMillis(millis)).granted();
    }

    private static GrantRequest request(String who, long term, long number, String part) {
        return new GrantRequest(new NodeName(who), term, number,
                Arrays.stream(part.split(" ")).map(NodeName::new).collect(Collectors.toCollection(TreeSet::new)), VALID);
    }
}
