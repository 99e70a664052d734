package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.simulate.Simulation;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many simulations in one process: {@code crm_simulate --bulk LIST|DIRECTORY --output-dir DIRECTORY [-j JOBS]}. Writes for
 * each input {@code graph/NAME.xml}, {@code summary/NAME.summary} (as {@code -S} prints) and {@code scores/NAME.scores} (as
 * {@code -sSQ} does). What goes wrong with one input is told and does not keep the others from their turn.
 */
final class SimulateBulk {
    private static final int MOST_JOBS = 256;
    private static final OptionText OPTIONS = OptionText.of("""
             --bulk=LIST|DIR    what to simulate
             --output-dir=DIR   where to write
             -j, --jobs=JOBS    how many at a time
            """);

    private final ToolContext context;
    private final LocalFiles files;
    private final PrintWriter out;
    private final PrintWriter err;

    SimulateBulk(ToolContext context, LocalFiles files, PrintWriter out, PrintWriter err) {
        this.context = context;
        this.files = files;
        this.out = out;
        this.err = err;
    }

    ExitStatus run(List<String> arguments) throws IOException {
        Options options = OPTIONS.parse(arguments);
        String directory = options.value("output-dir").orElseThrow(() -> new UsageException("--bulk needs --output-dir DIRECTORY"));
        int jobs = jobs(options.value("jobs").orElse("1"));
        List<BulkInput> inputs = BulkInput.of(options.value("bulk").orElseThrow(), files);
        for (String kind : List.of("graph", "summary", "scores")) {
            files.makeDirectory(directory + "/" + kind);
        }
        int failed = work(inputs, directory, jobs);
        out.println(inputs.size() + " inputs, " + (inputs.size() - failed) + " simulated, " + failed + " failed; results are in "
                + directory);
        return failed == 0 ? ExitStatus.OK : ExitStatus.ERROR;
    }

    private static int jobs(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_JOBS) {
            throw new UsageException("-j " + text + ": the number of jobs is from 1 to " + MOST_JOBS);
        }
        return Integer.parseInt(text);
    }

    private int work(List<BulkInput> inputs, String directory, int jobs) {
        int failed = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
            var results = new ArrayList<Future<?>>();
            for (BulkInput input : inputs) {
                results.add(pool.submit(() -> {
                    simulate(input, directory);
                    return null;
                }));
            }
            for (int i = 0; i < inputs.size(); i++) {
                failed += succeeded(inputs.get(i), results.get(i)) ? 0 : 1;
                if ((i + 1) % 100 == 0 && i + 1 < inputs.size()) {
                    out.println((i + 1) + " of " + inputs.size() + " done");
                    out.flush();
                }
            }
        }
        return failed;
    }

    private boolean succeeded(BulkInput input, Future<?> result) {
        try {
            result.get();
            return true;
        } catch (ExecutionException failed) {
            err.println(input.name() + ": " + sentence(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println(input.name() + ": interrupted");
        }
        return false;
    }

    private static String sentence(Throwable cause) {
        return switch (cause) {
            case CibParseException bad -> bad.getMessage();
            case UsageException bad -> bad.getMessage();
            case IOException bad -> IoSentence.of(bad);
            default -> {
                StackTraceElement[] trace = cause.getStackTrace();
                yield "this is a bug, please report it with the input: " + cause + (trace.length > 0 ? " at " + trace[0] : "");
            }
        };
    }

    private void simulate(BulkInput input, String directory) throws IOException {
        SimulateArguments arguments = SimulateArguments.parse(input.arguments());
        Cib cib = CibReader.cib(files.read(input.file()));
        var run = new SimulateRun(cib, arguments, Simulation.Depth.EXECUTE, true, context.clock().instant(), context.zone());
        Schedule schedule = run.simulation().schedule().orElseThrow();
        write(directory + "/graph/" + input.name() + ".xml", CibWriter.text(GraphXml.of(schedule.plan(), schedule.graph())));
        write(directory + "/summary/" + input.name() + ".summary", run.text(false, false));
        write(directory + "/scores/" + input.name() + ".scores", run.text(true, true));
    }

    private void write(String file, String text) throws IOException {
        files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
