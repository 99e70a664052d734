package io.systole.core.operation;

/** How the execution of an operation ended, apart from the agent's exit code; {@code op-status} in the CIB. */
public enum ExecutionStatus {
    PENDING(-1),
    DONE(0),
    CANCELLED(1),
    TIMED_OUT(2),
    NOT_SUPPORTED(3),
    ERROR(4),
    ERROR_HARD(5),
    ERROR_FATAL(6),
    NOT_INSTALLED(7),
    NOT_CONNECTED(8),
    INVALID(9),
    NO_FENCE_DEVICE(10),
    NO_SECRETS(11);

    private final int code;

    ExecutionStatus(int code) {
        this.code = code;
    }

    /** The number in the CIB. */
    public int code() {
        return code;
    }

    /** The status with this number; an unknown number counts as {@link #ERROR}. */
    public static ExecutionStatus of(int code) {
        for (ExecutionStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        return ERROR;
    }

    /** The status as the history has it: an "error" whose exit code only tells the state is none (rule C-19). */
    public ExecutionStatus recorded(int exitCode) {
        boolean tellsState = exitCode == ExitCode.NOT_RUNNING || exitCode == ExitCode.RUNNING_PROMOTED
                || exitCode == ExitCode.DEGRADED || exitCode == ExitCode.DEGRADED_PROMOTED;
        return this == ERROR && tellsState ? DONE : this;
    }
}
