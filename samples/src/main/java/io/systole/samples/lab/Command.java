package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An external command: its words, more variables, and how long it may take. Immutable. */
public record Command(List<String> words, Map<String, String> environment, Duration timeout) {
    private static final Duration USUAL = Duration.ofSeconds(60);

    public Command {
        words = List.copyOf(words);
        environment = new TreeMap<>(environment);
    }

    /** A command of these words, without a shell in between. */
    public static Command of(String... words) {
        return new Command(List.of(words), Map.of(), USUAL);
    }

    /** The same command with words put before it. */
    public Command behind(List<String> prefix) {
        var all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all, environment, timeout);
    }

    /** The same command with one more variable in its environment. */
    public Command with(String variable, String value) {
        var more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Command(words, more, timeout);
    }

    /** The same command with another limit of time. */
    public Command within(Duration limit) {
        return new Command(words, environment, limit);
    }

    /** Runs it and returns what came of it; a command that takes too long is killed and counts as failed with exit code 124. */
    public Result run() {
        Path output = null;
        try {
            output = Files.createTempFile("systole-lab-", ".out");
            Process process = start(output, false);
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Result(this, process.exitValue(), text)
                    : new Result(this, 124, text + "(killed: did not end within " + timeout.toSeconds() + " s)");
        } catch (IOException cannotStart) {
            return new Result(this, 127, cannotStart.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(this, 130, "(interrupted)");
        } finally {
            delete(output);
        }
    }

    /** Starts it in the background with its output going to a file, or to its end. */
    public Process start(Path output, boolean append) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(append ? ProcessBuilder.Redirect.appendTo(output.toFile()) : ProcessBuilder.Redirect.to(output.toFile()));
        return builder.start();
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot delete " + file, stays);
        }
    }

    /** What came of a command; {@code output} has its standard output and errors together. */
    public record Result(Command command, int exitCode, String output) {
        /** True if it ended with 0. */
        public boolean ok() {
            return exitCode == 0;
        }

        /**
         * The output, if it ended with 0.
         *
         * @throws LabException otherwise; the message has command, exit code and output
         */
        public String orFail() {
            if (!ok()) {
                throw new LabException("'" + String.join(" ", command.words()) + "' ended with " + exitCode + ": " + output.strip());
            }
            return output;
        }
    }
}
