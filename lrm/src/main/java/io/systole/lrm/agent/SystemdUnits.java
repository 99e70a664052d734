package io.systole.lrm.agent;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.agent.AgentClasses.Prepared;
import io.systole.lrm.systemd.UnitName;
import io.systole.lrm.systemd.UnitResult;
import io.systole.lrm.systemd.Units;
import java.time.Duration;
import java.util.Set;

/** Class {@code systemd}: units, ordered over D-Bus. No program is run; the operation is the job of systemd. */
final class SystemdUnits {
    private static final Set<String> OPERATIONS = Set.of("monitor", "start", "stop", "restart");

    private final Units units;

    SystemdUnits(Units units) {
        this.units = units;
    }

    /** Whether systemd runs this node. */
    boolean areHere() {
        return units.areHere();
    }

    Prepared prepare(OperationRequest request) {
        String operation = request.key().operation();
        String type = request.agent().type();
        if (!OPERATIONS.contains(operation)) {
            return new Prepared.Answer(Verdict.notSupported("systemd units have no action " + operation));
        }
        if (!units.areHere()) {
            return new Prepared.Answer(Verdict.notInstalled("systemd does not run on this node, so it has no unit " + type));
        }
        try {
            UnitName unit = UnitName.of(type);
            return new Prepared.Work(cancellation -> verdict(units.run(operation, unit, request.timeout(), cancellation)));
        } catch (IllegalArgumentException noUnit) {
            return new Prepared.Answer(operation.equals("stop") ? Verdict.ok() : Verdict.notInstalled(noUnit.getMessage()));
        }
    }

    /** Kills what runs of this resource without asking it, as far as it is a unit. */
    void kill(String type, Duration within) {
        if (units.areHere()) {
            UnitName.ifPossible(type).ifPresent(unit -> units.kill(unit, within));
        }
    }

    private static Verdict verdict(UnitResult result) {
        return switch (result.kind()) {
            case OK -> Verdict.ok();
            case NOT_RUNNING -> Verdict.done(ExitCode.NOT_RUNNING, result.reason(), "");
            case NOT_INSTALLED -> Verdict.notInstalled(result.reason());
            case FORBIDDEN -> Verdict.done(ExitCode.PERM, result.reason(), "");
            case FAILED -> Verdict.error(result.reason(), "");
            case TIMED_OUT -> new Verdict(ExecutionStatus.TIMED_OUT, ExitCode.GENERIC, result.reason(), "");
            case CANCELLED -> new Verdict(ExecutionStatus.CANCELLED, ExitCode.OK, "", "");
        };
    }
}
