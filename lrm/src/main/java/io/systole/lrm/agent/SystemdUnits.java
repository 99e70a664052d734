package io.systole.lrm.agent;

import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Class {@code systemd}: units by way of systemctl, whose start and stop return when the job is done. */
final class SystemdUnits implements AgentClass {
    private static final List<String> UNIT_KINDS = List.of(".service", ".socket", ".mount", ".timer", ".path");
    /** The answer of systemctl when it is asked about a unit that it cannot find (LSB: program is not installed). */
    private static final int NO_SUCH_UNIT = 5;
    private static final String ACTIVE_STATE = "ActiveState=";

    private final Path systemctl;
    private final Path bootedMark;
    private final AgentEnvironment environment;

    SystemdUnits(AgentEnvironment environment) {
        this(Path.of("/usr/bin/systemctl"), Path.of("/run/systemd/system"), environment);
    }

    SystemdUnits(Path systemctl, Path bootedMark, AgentEnvironment environment) {
        this.systemctl = systemctl;
        this.bootedMark = bootedMark;
        this.environment = environment;
    }

    @Override
    public Plan plan(OperationRequest request) {
        if (!Files.isDirectory(bootedMark) || !Files.isExecutable(systemctl)) {
            return new Plan.Answer(Verdict.notInstalled("systemd does not run on this node, so it has no unit " + request.agent().type()));
        }
        String unit = unit(request.agent().type());
        return switch (request.key().operation()) {
            case "monitor" -> run("show", "--property=LoadState,ActiveState", "--", unit);
            case "start", "stop" -> run(request.key().operation(), "--no-ask-password", "--", unit);
            default -> new Plan.Answer(Verdict.notSupported("systemd units have no action " + request.key().operation()));
        };
    }

    private Plan run(String... arguments) {
        return new Plan.Run(new Command(systemctl, List.of(arguments), environment.basic(), ""));
    }

    private static String unit(String type) {
        return UNIT_KINDS.stream().anyMatch(type::endsWith) ? type : type + ".service";
    }

    @Override
    public Verdict interpret(OperationRequest request, ProcessEnd.Exited end) {
        String output = AgentOutput.of(end);
        return switch (request.key().operation()) {
            case "monitor" -> end.code() == 0 ? state(request, end.output()) : Verdict.error("systemctl does not answer", output);
            case "stop" -> end.code() == 0 || end.code() == NO_SUCH_UNIT ? Verdict.done(ExitCode.OK, "", output)
                    : Verdict.error("systemd could not stop the unit", output);
            default -> switch (end.code()) {
                case 0 -> Verdict.done(ExitCode.OK, "", output);
                case NO_SUCH_UNIT -> Verdict.notInstalled("there is no systemd unit " + unit(request.agent().type()) + " on this node");
                default -> Verdict.error("systemd could not start the unit", output);
            };
        };
    }

    private static Verdict state(OperationRequest request, String properties) {
        List<String> lines = properties.lines().toList();
        if (lines.contains("LoadState=not-found")) {
            return Verdict.notInstalled("there is no systemd unit " + unit(request.agent().type()) + " on this node");
        }
        String state = lines.stream().filter(line -> line.startsWith(ACTIVE_STATE)).map(line -> line.substring(ACTIVE_STATE.length()))
                .findFirst().orElse("unknown");
        return switch (state) {
            // A unit on its way counts as active: what follows shows at the next monitor, and a stop is never skipped.
            case "active", "reloading", "activating", "deactivating" -> Verdict.done(ExitCode.OK, "", state);
            default -> Verdict.done(ExitCode.NOT_RUNNING, "the unit is " + state, state);
        };
    }
}
