package io.systole.lrm.systemd;

import io.systole.lrm.systemd.UnitResult.Kind;

/** A monitor: is the unit active? While it is on its way it is neither, and is waited for. */
final class MonitorCourse implements Course {
    private final Manager manager;
    private final UnitName unit;

    MonitorCourse(Manager manager, UnitName unit) {
        this.manager = manager;
        this.unit = unit;
    }

    @Override
    public Step step(Patience patience) throws SystemdException {
        String path = manager.load(unit, patience);
        return switch (UnitState.activity(manager.active(path, patience))) {
            // Whatever has become of its file: it runs.
            case UP -> new Step.End(UnitResult.ok());
            case MOVING -> new Step.Wait("it is on its way");
            case DOWN -> down(path, patience);
        };
    }

    private Step down(String path, Patience patience) throws SystemdException {
        UnitState state = manager.state(path, patience);
        return switch (state.activity()) {
            case UP -> new Step.End(UnitResult.ok());
            case MOVING -> new Step.Wait("it is on its way");
            case DOWN -> new Step.End(state.isMissing() ? Wording.missing(unit) : new UnitResult(Kind.NOT_RUNNING,
                    Wording.notRunning(unit, state, state.active().equals("failed") ? manager.result(path, unit, patience) : "")));
        };
    }

    @Override
    public UnitResult refused(SystemdException refusal) {
        return switch (refusal.why()) {
            case NO_SUCH_UNIT -> Wording.missing(unit);
            case FORBIDDEN -> Wording.forbidden("monitor", unit, refusal);
            default -> UnitResult.failed("systemd does not tell the state of " + unit + ": " + refusal.getMessage());
        };
    }
}
