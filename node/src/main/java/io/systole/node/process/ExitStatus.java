package io.systole.node.process;

/** Why the daemon ended, as its exit code (the table of Pacemaker's programs, which follows {@code sysexits.h}). */
public enum ExitStatus {
    /** Orderly stop. */
    OK(0),
    /** Wrong options. */
    USAGE(64),
    /** The cluster address or port cannot be used, or no daemon runs that could be stopped. */
    UNAVAILABLE(69),
    /** An impossible state; the log has it. */
    SOFTWARE(70),
    /** A file or directory cannot be read or written. */
    IO(74),
    /** Another daemon runs on this node. */
    ALREADY_RUNNING(75),
    /** {@code systole.conf} or the cluster key cannot be used. */
    CONFIGURATION(78),
    /** This node must stay out of the cluster, a restart would not help: for example another daemon has its name. */
    FATAL(100),
    /** The orderly stop did not end in time; resources of this node may still run. */
    TIMEOUT(124);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number for the operating system. */
    public int code() {
        return code;
    }
}
