package io.systole.samples.kills;

import io.systole.samples.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A database connection from the lab's client: one client program that lives as long as its connection. One that does not answer in time
 * is given up, and the next question opens a new one. For one thread.
 */
final class Session implements AutoCloseable {
    /** The end of the answers, since the program has ended. */
    private static final String END = "\0";

    private final Lab lab;
    private final List<String> words;
    private Process client;
    private BlockingQueue<String> answers;

    /** To the server of this address; nothing is opened yet. */
    Session(Lab lab, String address) {
        this.lab = lab;
        this.words = List.of("mariadb", "--no-defaults", "--batch", "--skip-column-names", "--unbuffered", "--connect-timeout=1",
                "--user=" + Database.CLIENT, "--host=" + address);
    }

    /**
     * The one line that a statement, or several, answer with.
     *
     * @return empty if there was no such line in time: whether the statement was carried out is unknown
     */
    Optional<String> ask(String statement, Duration limit) {
        try {
            if (client == null) {
                open();
            }
            OutputStream in = client.getOutputStream();
            in.write((statement + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            String line = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null && !line.equals(END)) {
                return Optional.of(line);
            }
        } catch (IOException ended) {
            // The connection is lost; the same as no answer.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        return Optional.empty();
    }

    private void open() {
        Process started = lab.startOnClient(words);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("answers").start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | RuntimeException closed) {
                // It was given up.
            }
            lines.add(END);
        });
        client = started;
        answers = lines;
    }

    @Override
    public void close() {
        if (client != null) {
            client.descendants().forEach(ProcessHandle::destroyForcibly);
            client.destroyForcibly();
            client = null;
        }
    }
}
