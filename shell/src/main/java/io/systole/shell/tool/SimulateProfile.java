package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.Scheduler;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long the scheduler thinks about each CIB of a directory: {@code crm_simulate --profile DIRECTORY [--repeat N]}. */
final class SimulateProfile {
    private static final int MOST = 100_000;

    private final SimulateArguments arguments;
    private final ToolContext context;
    private final LocalFiles files;

    SimulateProfile(SimulateArguments arguments, ToolContext context, LocalFiles files) {
        this.arguments = arguments;
        this.context = context;
        this.files = files;
    }

    ExitStatus run(String directory, PrintWriter out, PrintWriter err) throws IOException {
        int repeat = repeat(arguments.value("repeat").orElse("1"));
        boolean allGood = true;
        out.println("Timings:");
        for (String name : files.list(directory)) {
            if (!name.endsWith(".xml")) {
                continue;
            }
            String file = directory + "/" + name;
            try {
                double seconds = seconds(CibReader.cib(files.read(file)), repeat);
                out.println(String.format(Locale.ROOT, "  * Testing %s ... %.2f secs", file, seconds));
                out.flush();
            } catch (CibParseException bad) {
                err.println("crm_simulate: " + file + ": " + bad.getMessage());
                allGood = false;
            }
        }
        return allGood ? ExitStatus.OK : ExitStatus.BAD_DATA;
    }

    private static int repeat(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new UsageException("-N " + text + ": the number of repetitions is from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private double seconds(Cib cib, int repeat) {
        Instant now = SimulateTime.of(cib, arguments.date(), context.clock().instant(), context.zone()).now();
        Instant begin = context.clock().instant();
        for (int i = 0; i < repeat; i++) {
            Scheduler.schedule(cib, now, context.zone());
        }
        return Duration.between(begin, context.clock().instant()).toNanos() / 1e9;
    }
}
