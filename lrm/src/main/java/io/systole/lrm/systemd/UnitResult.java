package io.systole.lrm.systemd;

/**
 * What came of an operation on a unit.
 *
 * @param reason for people; empty if there is nothing to say
 */
public record UnitResult(Kind kind, String reason) {
    /** The sorts of results. */
    public enum Kind {
        /** As wanted: it is active, or the job is done. */
        OK,
        /** A monitor found it not active. */
        NOT_RUNNING,
        /** There is no such unit on this node. */
        NOT_INSTALLED,
        /** This user may not do that. */
        FORBIDDEN,
        /** It did not work, or nothing can be known. */
        FAILED,
        /** Time was up first. */
        TIMED_OUT,
        /** Nobody wanted to know any more. */
        CANCELLED
    }

    static UnitResult ok() {
        return new UnitResult(Kind.OK, "");
    }

    static UnitResult failed(String reason) {
        return new UnitResult(Kind.FAILED, reason);
    }

    static UnitResult notInstalled(String reason) {
        return new UnitResult(Kind.NOT_INSTALLED, reason);
    }
}
