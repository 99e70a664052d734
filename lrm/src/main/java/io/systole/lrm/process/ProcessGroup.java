package io.systole.lrm.process;

/**
 * A program and everything it started that did not leave for a session of its own. The number stays taken as long as
 * one member lives, so a late signal cannot hit a stranger.
 *
 * @param id of the group, and of the program that leads it
 * @param reach who of it gets signals
 */
record ProcessGroup(long id, Reach reach) {
    static final int TERM = 15;
    static final int KILL = 9;
    private static final int NONE = 0;

    /** Of which all members get signals. */
    ProcessGroup(long id) {
        this(id, Reach.GROUP);
    }

    /** Sends a signal to all it reaches. Right after the launch there may be no group yet; then the program itself gets it. */
    void signal(int signal) {
        if (reach == Reach.PROGRAM || !Libc.kill(-id, signal)) {
            Libc.kill(id, signal);
        }
    }

    /** After the end of the program: true while somebody is left who gets signals, be it a zombie. */
    boolean survives() {
        return reach == Reach.GROUP && Libc.kill(-id, NONE);
    }
}
