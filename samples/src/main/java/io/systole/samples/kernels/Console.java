package io.systole.samples.kernels;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shell on the console of a machine, spoken to through two streams: one command at a time, whose end is told by a mark with its number
 * and exit status. Safe for several threads, which wait for each other.
 */
final class Console {
    private static final String MARK = "@@lab-mark";
    /** A command is ended inside the machine when its time is over; this is how much later its console counts as dead. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int BUFFER = 8192;

    private final String machine;
    private final OutputStream input;
    private final Object lock = new Object();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean ended;
    private int number;

    /**
     * A console that says nothing yet.
     *
     * @param machine its name, for messages
     * @param output what the machine's console says
     * @param input what is typed there
     */
    Console(String machine, InputStream output, OutputStream input) {
        this.machine = machine;
        this.input = input;
        Thread.ofPlatform().daemon().name("console of " + machine).start(() -> listen(output));
    }

    private void listen(InputStream output) {
        byte[] bytes = new byte[BUFFER];
        try {
            for (int length = output.read(bytes); length >= 0; length = output.read(bytes)) {
                synchronized (lock) {
                    said.write(bytes, 0, length);
                    lock.notifyAll();
                }
            }
        } catch (IOException powerIsGone) {
            // The same as its end.
        }
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /**
     * Waits for the mark that the machine prints when it has booted.
     *
     * @throws LabException if it does not come in time, or the machine ends
     */
    synchronized void awaitBoot(Duration limit) {
        await(mark(), limit, "boot");
    }

    /**
     * Types a command and waits for its end. One that takes too long is ended and counts as failed with exit code 124.
     *
     * @throws LabException if the console ends or is silent
     */
    synchronized Command.Result run(Command command) {
        number++;
        try {
            input.write(line(command).getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException powerIsGone) {
            throw lost(powerIsGone);
        }
        Matcher end = await(mark(), command.timeout().plus(GRACE), String.join(" ", command.words()));
        return new Command.Result(command, Integer.parseInt(end.group(2)), end.group(1));
    }

    private String line(Command command) {
        String environment = command.environment().entrySet().stream().map(Console::assignment).collect(Collectors.joining());
        String words = command.words().stream().map(Console::quoted).collect(Collectors.joining(" "));
        return "{ " + environment + "timeout -k 2 " + command.timeout().toSeconds() + " " + words + "; } </dev/null 2>&1; printf '\\n"
                + MARK + " %d %d\\n' " + number + " $?\n";
    }

    private static String assignment(Map.Entry<String, String> variable) {
        return variable.getKey() + "=" + quoted(variable.getValue()) + " ";
    }

    /** A word as a shell has to read it. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private Pattern mark() {
        return Pattern.compile("(.*)\n" + MARK + " " + number + " (\\d+)\n", Pattern.DOTALL);
    }

    private Matcher await(Pattern mark, Duration limit, String what) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (true) {
                // The mark is at the end: nobody types before it is there.
                Matcher matcher = mark.matcher(said.toString(StandardCharsets.UTF_8));
                if (matcher.matches()) {
                    said.reset();
                    return matcher;
                }
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (ended || left <= 0) {
                    throw ended ? lost(null) : new LabException("the console of " + machine + " was silent for " + limit.toSeconds()
                            + " s after: " + what);
                }
                pause(left);
            }
        }
    }

    private void pause(long millis) {
        try {
            lock.wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + machine + " was working", interrupted);
        }
    }

    private LabException lost(IOException cause) {
        return new LabException(machine + " has lost its power", cause);
    }
}
