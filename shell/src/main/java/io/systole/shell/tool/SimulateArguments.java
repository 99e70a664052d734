package io.systole.shell.tool;

import io.systole.core.simulate.Injection;
import io.systole.core.simulate.OperationOutcome;
import io.systole.core.simulate.Simulation;
import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The command line of {@code crm_simulate} (reference: T-1, T-74, T-81). */
final class SimulateArguments {
    private final Options options;
    private final List<OperationOutcome> failures;
    private final Format format;

    private SimulateArguments(Options options) {
        this.options = options;
        this.failures = options.values("op-fail").stream().map(SimulateArguments::failure).toList();
        this.format = options.value("output-as").map(Format::named).orElse(Format.TEXT);
    }

    /** In which form the result is printed. */
    enum Format {
        TEXT,
        XML,
        JSON,
        NONE;

        static Format named(String word) {
            return switch (word) {
                case "text" -> TEXT;
                case "xml" -> XML;
                case "json" -> JSON;
                case "none" -> NONE;
                default -> throw new UsageException("\"" + word + "\" is no output format: use text, xml, json or none");
            };
        }
    }

    /** Reads the command line. */
    static SimulateArguments parse(List<String> arguments) {
        Options options = SimulateHelp.OPTIONS.parse(arguments);
        if (!options.operands().isEmpty()) {
            throw new UsageException("\"" + options.operands().getFirst() + "\" is not an option; a file is given with -x");
        }
        return new SimulateArguments(options);
    }

    private static OperationOutcome failure(String text) {
        return OperationOutcome.parse(text).orElseThrow(() -> new UsageException("-F " + text
                + ": an operation is written RESOURCE_TASK_INTERVAL@NODE=RC, with the interval in milliseconds"));
    }

    boolean has(String option) {
        return options.has(option);
    }

    Optional<String> value(String option) {
        return options.value(option);
    }

    /** How far the simulation goes. */
    Simulation.Depth depth() {
        if (Stream.of("simulate", "in-place", "op-fail").anyMatch(options::has)) {
            return Simulation.Depth.EXECUTE;
        }
        boolean run = Stream.of("run", "show-scores", "show-utilization", "save-dotfile", "save-graph").anyMatch(options::has);
        return run ? Simulation.Depth.SCHEDULE : Simulation.Depth.STATUS;
    }

    /** Scores or utilization are wanted. */
    boolean scores() {
        return has("show-scores") || has("show-utilization");
    }

    /** What happens first, in the order in which it is applied; a quorum alone counts for nothing (T-74). */
    List<Injection> injections() {
        var injections = new ArrayList<Injection>();
        add(injections, "watchdog", Injection.Watchdog::new);
        add(injections, "node-up", Injection.NodeUp::new);
        add(injections, "node-down", Injection.NodeDown::new);
        add(injections, "node-fail", Injection.NodeFail::new);
        add(injections, "ticket-grant", Injection.TicketGrant::new);
        add(injections, "ticket-revoke", Injection.TicketRevoke::new);
        add(injections, "ticket-standby", Injection.TicketStandby::new);
        add(injections, "ticket-activate", Injection.TicketActivate::new);
        add(injections, "op-inject", Injection.Operation::new);
        if (!injections.isEmpty()) {
            value("quorum").ifPresent(value -> injections.addFirst(new Injection.Quorum(value)));
        }
        return injections;
    }

    private void add(List<Injection> injections, String option, Function<String, Injection> make) {
        options.values(option).forEach(value -> injections.add(make.apply(value)));
    }

    /** Operations that do not end as expected. */
    List<OperationOutcome> failures() {
        return failures;
    }

    Format format() {
        return format;
    }

    /** The date to be taken as now, as written. */
    Optional<String> date() {
        return value("set-datetime");
    }
}
