package io.systole.lrm.process;

/**
 * A program and everything it started that did not leave for a session of its own. The number stays taken as long as
 * one member lives, so a late signal cannot hit a stranger.
 */
record ProcessGroup(long id) {
    static final int TERM = 15;
    static final int KILL = 9;
    private static final int NONE = 0;

    /** Sends a signal to all members. Right after the launch there may be no group yet; then the program itself gets it. */
    void signal(int signal) {
        if (!Libc.kill(-id, signal)) {
            Libc.kill(id, signal);
        }
    }

    /** True while there is a member, be it a zombie. */
    boolean exists() {
        return Libc.kill(-id, NONE);
    }
}
