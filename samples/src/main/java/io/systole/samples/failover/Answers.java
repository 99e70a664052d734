package io.systole.samples.failover;

import io.systole.samples.lab.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the client hears from the floating address; a thread collects it. Moments are {@link System#nanoTime()}. */
final class Answers {
    private static final Duration RECENT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int KEPT = 60_000;

    private final List<Answer> heard = new ArrayList<>();

    private record Answer(long moment, long asked, String by) {}

    /** A way to the floating address again: when it was answered after an event, and how long nobody answered before. */
    record Recovery(Duration afterEvent, Duration silence, String by) {}

    /** Listens until the stream of lines as {@link Asker} prints them ends. */
    Answers(InputStream asker) {
        Thread.ofPlatform().name("answers").daemon().start(() -> listen(asker));
    }

    private void listen(InputStream asker) {
        try (var lines = new BufferedReader(new InputStreamReader(asker, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 3) {
                    synchronized (heard) {
                        heard.add(new Answer(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]));
                        if (heard.size() > KEPT) {
                            heard.subList(0, KEPT / 2).clear();
                        }
                    }
                }
            }
        } catch (IOException ignored) {
            // The asker was ended while a line was under way.
        }
    }

    /** Who has answered lately; empty if nobody. */
    Optional<String> holder() {
        synchronized (heard) {
            return heard.isEmpty() || System.nanoTime() - heard.getLast().moment() > RECENT.toNanos() ? Optional.empty()
                    : Optional.of(heard.getLast().by());
        }
    }

    /** Waits for the first answer to a question that was asked after an event, from somebody whom the caller accepts. */
    Recovery await(String what, long event, Predicate<String> accepted, Duration limit) {
        Await.until(what, limit, PAUSE, () -> find(event, accepted).isPresent(), () -> "the address is held by " + holder());
        return find(event, accepted).orElseThrow();
    }

    private Optional<Recovery> find(long event, Predicate<String> accepted) {
        synchronized (heard) {
            long before = event;
            for (Answer answer : heard) {
                if (answer.asked() - event > 0 && accepted.test(answer.by())) {
                    return Optional.of(new Recovery(Duration.ofNanos(answer.moment() - event),
                            Duration.ofNanos(answer.moment() - before), answer.by()));
                }
                before = answer.moment();
            }
            return Optional.empty();
        }
    }
}
