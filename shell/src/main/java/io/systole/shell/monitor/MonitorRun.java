package io.systole.shell.monitor;

import io.systole.core.cib.Cib;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.client.NotConnectedException;
import io.systole.shell.command.MonitorOptions;
import io.systole.shell.command.StatusArguments;
import io.systole.shell.command.StatusReport;
import io.systole.shell.tool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A {@code crm_mon} that stays: writes the status when it has changed, at most once a second, and after each interval; and tells a program
 * of what was done. A cluster that does not answer is said in the file, and looked for again. One thread.
 */
public final class MonitorRun {
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ToolContext context;
    private final StatusArguments arguments;
    private final PrintWriter out;
    private final Pause pause;
    private final Optional<Consumer<Notice>> program;
    private final News news = new News();
    private Instant written = Instant.MIN;

    /**
     * A run that has not begun.
     *
     * @param out where the status goes if no file is named
     * @param pause waits
     * @param program what hears of operations
     */
    public MonitorRun(ToolContext context, StatusArguments arguments, PrintWriter out, Pause pause, Optional<Consumer<Notice>> program) {
        this.context = context;
        this.arguments = arguments;
        this.out = out;
        this.pause = pause;
        this.program = program;
    }

    /**
     * Goes on as long as it may.
     *
     * @param ready called once, when the first status was written
     * @throws IOException if the file cannot be written
     */
    public void run(BooleanSupplier goOn, Runnable ready) throws IOException {
        boolean told = false;
        while (goOn.getAsBoolean()) {
            Optional<Cib> seen = step();
            if (!told) {
                ready.run();
                told = true;
            }
            if (!goOn.getAsBoolean()) {
                return;
            }
            await(seen);
        }
    }

    private Optional<Cib> step() throws IOException {
        try {
            Cib cib = context.connection().cib();
            tell(cib);
            boolean due = Duration.between(written, context.clock().instant()).compareTo(SETTLE) >= 0;
            if (due) {
                write(StatusReport.of(context.connection(), arguments, "crm_mon", context.clock().instant(), context.zone()));
            }
            return Optional.of(cib);
        } catch (NotConnectedException gone) {
            write(StatusReport.without(arguments, gone.getMessage()));
            return Optional.empty();
        }
    }

    private void tell(Cib cib) {
        if (program.isPresent()) {
            news.operations(cib).forEach(program.get());
            if (arguments.monitor().fencing()) {
                news.fencings(context.connection().report().map(NodeReport::fencing).orElse(List.of())).forEach(program.get());
            }
        }
    }

    private void write(String text) throws IOException {
        written = context.clock().instant();
        if (text.isEmpty()) {
            return;
        }
        MonitorOptions options = arguments.monitor();
        if (options.toFile()) {
            LocalFiles files = context.files().orElseThrow();
            files.publish(options.file(), text.getBytes(StandardCharsets.UTF_8));
        } else if (!options.daemon()) {
            out.print(text);
            out.flush();
        }
    }

    private void await(Optional<Cib> seen) {
        Duration interval = arguments.monitor().interval();
        Duration since = Duration.between(written, context.clock().instant());
        if (seen.isEmpty()) {
            pause.of(interval.compareTo(RETRY) < 0 ? interval : RETRY);
            return;
        }
        boolean settling = since.compareTo(SETTLE) < 0;
        if (settling && program.isEmpty()) {
            pause.of(SETTLE.minus(since));
        }
        try {
            // What came while the last status settled is written as soon as that is over.
            context.connection().awaitChange(seen.get(), settling && program.isPresent() ? SETTLE.minus(since) : interval);
        } catch (NotConnectedException toldAtTheNextStep) {
            return;
        }
    }

    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after this time, or earlier if the program is to end. */
        void of(Duration time);
    }
}
