package io.systole.lrm.systemd;

/** systemd, or the bus, did not do what it was asked. The message is a sentence for people. */
final class SystemdException extends Exception {
    private static final long serialVersionUID = 1;

    private final Cause cause;

    /** Why, as far as it makes a difference. */
    enum Cause {
        /** No connection to the bus. */
        BUS_AWAY,
        /** The bus is there, systemd is not or does not answer: it starts itself anew (daemon-reexec), for example. */
        NO_ANSWER,
        NO_SUCH_UNIT,
        MASKED,
        FORBIDDEN,
        OTHER
    }

    SystemdException(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    Cause why() {
        return cause;
    }

    /** Whether the same question may be answered a little later. */
    boolean passes() {
        return cause == Cause.BUS_AWAY || cause == Cause.NO_ANSWER;
    }
}
