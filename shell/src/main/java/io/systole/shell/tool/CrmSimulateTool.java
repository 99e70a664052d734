package io.systole.shell.tool;

import io.systole.core.simulate.Injector;
import io.systole.core.simulate.Simulation;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code crm_simulate}: what would the cluster do? Works on a file, on standard input and on the live cluster; changes nothing there. */
final class CrmSimulateTool implements Tool {
    @Override
    public String name() {
        return "crm_simulate";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(SimulateHelp.OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        try {
            if (call.arguments().stream().anyMatch(word -> word.equals("--bulk") || word.startsWith("--bulk="))) {
                return new SimulateBulk(context, files(context, "--bulk"), out, err).run(call.arguments());
            }
            SimulateArguments arguments = SimulateArguments.parse(call.arguments());
            if (arguments.value("profile").isPresent()) {
                return new SimulateProfile(arguments, context, files(context, "--profile")).run(arguments.value("profile").get(), out, err);
            }
            return simulate(arguments, call, context, out, err);
        } catch (SimulateInput.BadInput bad) {
            return Answer.refused(call, bad.status(), bad.getMessage(), out, err);
        } catch (IOException failed) {
            return Answer.refused(call, ExitStatus.NO_INPUT, IoSentence.of(failed), out, err);
        }
    }

    private static LocalFiles files(ToolContext context, String option) {
        return context.files().orElseThrow(() -> new UsageException(option + " works with files and does not run in the daemon"));
    }

    private ExitStatus simulate(SimulateArguments arguments, ToolCall call, ToolContext context, PrintWriter out, PrintWriter err)
            throws IOException {
        var input = new SimulateInput(arguments, call, context);
        var run = new SimulateRun(input.read(), arguments, arguments.depth(), false, context.clock().instant(), context.zone());
        Simulation simulation = run.simulation();
        var artifacts = new SimulateArtifacts(arguments, context.files(), err);
        ExitStatus written = artifacts.cibs(simulation, input.file());
        if (written != ExitStatus.OK) {
            return written;
        }
        for (Injector.Event event : simulation.events()) {
            if (event instanceof Injector.Event.Refused refused) {
                err.println(refused.sentence());
            }
        }
        print(arguments, run.output((name() + " " + String.join(" ", call.arguments())).strip()), context, out);
        ExitStatus drawn = simulation.schedule().map(artifacts::graphs).orElse(ExitStatus.OK);
        boolean stuck = simulation.execution().filter(execution -> !execution.neverFired().isEmpty()).isPresent();
        if (stuck) {
            err.println("Transition failed: terminated");
            err.println("An invalid transition was produced");
            return ExitStatus.ERROR;
        }
        return drawn;
    }

    private static void print(SimulateArguments arguments, String text, ToolContext context, PrintWriter out) throws IOException {
        String file = arguments.value("output-to").orElse("-");
        if (file.equals("-")) {
            out.print(text);
        } else {
            files(context, "--output-to").publish(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
