package io.systole.shell.monitor;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a program for each notice, one after the other, by its name alone: no shell reads anything. For any thread. */
public final class NotifyProgram implements Consumer<Notice> {
    private static final long LONGEST_SECONDS = 60;

    private final String program;
    private final String recipient;
    private final ExecutorService lane = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("external-agent").factory());

    /** This program, which is to tell this recipient. */
    public NotifyProgram(String program, String recipient) {
        this.program = program;
        this.recipient = recipient;
    }

    @Override
    public void accept(Notice notice) {
        lane.execute(() -> run(notice));
    }

    private void run(Notice notice) {
        var builder = new ProcessBuilder(program).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(notice.environment(recipient));
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            // It was there when this began; the next notice tries again.
            return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
