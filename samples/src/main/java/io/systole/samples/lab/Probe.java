package io.systole.samples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a service again and again and remembers when it answered. One shell loop in the client's network asks, so that a
 * question costs no JVM; a thread notes the moment at which each answer came.
 */
public final class Probe implements AutoCloseable {
    private static final String LOOP = "pause=$1; shift; "
            + "while :; do if \"$@\" >/dev/null 2>&1; then echo y; else echo n; fi; sleep \"$pause\"; done";

    private final String service;
    private final Process loop;
    private final List<Answer> answers = new ArrayList<>();

    Probe(String service, List<String> where, List<String> question, Duration pause) throws IOException {
        this.service = service;
        var words = new ArrayList<>(where);
        words.addAll(List.of("sh", "-c", LOOP, "probe", String.format(Locale.ROOT, "%.3f", pause.toMillis() / 1000.0)));
        words.addAll(question);
        loop = new ProcessBuilder(words).redirectErrorStream(true).start();
        Thread.ofPlatform().name("probe " + service).daemon().start(this::listen);
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(loop.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (answers) {
                    answers.add(new Answer(System.nanoTime(), line.equals("y")));
                }
            }
        } catch (IOException ignored) {
            // The loop was closed while a line was under way.
        }
    }

    /** What is asked. */
    public String service() {
        return service;
    }

    /** True if the newest answer was good. */
    public boolean answering() {
        synchronized (answers) {
            return !answers.isEmpty() && answers.getLast().good();
        }
    }

    /**
     * How long the service was away because of something that happened at a moment: from that moment to the first good answer
     * after the last bad one. Empty while it is away or nothing has been heard yet; zero if it never was.
     *
     * @param moment as {@link System#nanoTime()}
     */
    public Optional<Duration> awaySince(long moment) {
        synchronized (answers) {
            long back = moment;
            boolean good = true;
            boolean asked = false;
            for (Answer answer : answers) {
                if (answer.moment() - moment >= 0) {
                    if (answer.good() && !good) {
                        back = answer.moment();
                    }
                    good = answer.good();
                    asked = true;
                }
            }
            return good && asked ? Optional.of(Duration.ofNanos(back - moment)) : Optional.empty();
        }
    }

    @Override
    public void close() {
        loop.descendants().forEach(ProcessHandle::destroyForcibly);
        loop.destroyForcibly();
    }

    private record Answer(long moment, boolean good) {}
}
