package io.systole.lrm.systemd;

import io.systole.lrm.systemd.UnitResult.Kind;

/** Results of operations on units in words that people can act upon. */
final class Wording {
    private Wording() {}

    static UnitResult missing(UnitName unit) {
        return UnitResult.notInstalled("there is no systemd unit " + unit + " on this node");
    }

    /** {@code result} says why it failed, if it did. */
    static String notRunning(UnitName unit, UnitState state, String result) {
        return "the unit " + unit + " is " + state.active() + (result.isEmpty() || result.equals("success") ? "" : " (" + result + ")");
    }

    static UnitResult forbidden(String operation, UnitName unit, SystemdException refusal) {
        return new UnitResult(Kind.FORBIDDEN, "user " + System.getProperty("user.name") + " may not " + operation + " " + unit
                + ": " + refusal.getMessage());
    }

    static UnitResult masked(UnitName unit) {
        return UnitResult.failed("unit " + unit + " is masked on this node, so systemd does not start it; \"systemctl unmask " + unit
                + "\" ends that");
    }

    static UnitResult unloadable(UnitName unit, UnitState state) {
        return UnitResult.failed("systemd cannot use the file of unit " + unit + " (" + state.load()
                + (state.loadError().isEmpty() ? "" : ": " + state.loadError()) + "); \"systemd-analyze verify " + unit + "\" tells more");
    }

    static UnitResult conditionNotMet(UnitName unit) {
        return UnitResult.failed("systemd did not start " + unit + ", because a condition in its file is not met on this node; "
                + "\"systemctl status " + unit + "\" names it");
    }

    /** A job that did not end as {@code done}. */
    static UnitResult jobEnded(UnitAction action, UnitName unit, String jobResult, String state) {
        String what = "systemd could not " + action + " " + unit;
        return switch (jobResult) {
            case "timeout" -> new UnitResult(Kind.TIMED_OUT, what + " within its own time limit" + state);
            case "canceled" -> UnitResult.failed(what + ": somebody else ordered something else meanwhile" + state);
            case "dependency" -> UnitResult.failed(what + ": a unit that it requires failed" + state);
            case "skipped" -> UnitResult.failed(what + ": that does not apply to its state" + state);
            case "failed" -> UnitResult.failed(what + state + "; \"journalctl -u " + unit + "\" tells more");
            default -> UnitResult.failed(what + ": " + jobResult + state);
        };
    }

    static UnitResult jobLost(UnitAction action, UnitName unit, String state) {
        return UnitResult.failed("the " + action + " of " + unit + " has ended unseen while systemd was away" + state);
    }
}
