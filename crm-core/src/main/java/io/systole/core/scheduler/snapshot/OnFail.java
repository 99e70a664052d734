package io.systole.core.scheduler.snapshot;

/** What is done about a failed operation, weakest first (rule 1:S-158). */
enum OnFail {
    IGNORE,
    DEMOTE,
    RESTART,
    RESET_REMOTE,
    RESTART_CONTAINER,
    BAN,
    BLOCK,
    STOP,
    STANDBY,
    FENCE;

    OnFail worse(OnFail other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Later successes do not take it back (rule 1:S-153). */
    boolean lasting() {
        return this == STOP || this == BAN || this == STANDBY || this == FENCE;
    }
}
