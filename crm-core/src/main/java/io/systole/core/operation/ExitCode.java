package io.systole.core.operation;

/** The exit codes of OCF agents (OCF resource agent API 1.1, plus those that Pacemaker made common practice). */
public final class ExitCode {
    public static final int OK = 0;
    public static final int GENERIC = 1;
    public static final int ARGS = 2;
    public static final int UNIMPLEMENTED = 3;
    public static final int PERM = 4;
    public static final int INSTALLED = 5;
    public static final int CONFIGURED = 6;
    public static final int NOT_RUNNING = 7;
    public static final int RUNNING_PROMOTED = 8;
    public static final int FAILED_PROMOTED = 9;
    public static final int DEGRADED = 190;
    public static final int DEGRADED_PROMOTED = 191;
    /** Not an exit code: the operation has not ended yet. */
    public static final int UNKNOWN = 193;

    private ExitCode() {}
}
