package io.systole.node.process;

/** The daemon cannot start; the message is one sentence with the fix. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ExitStatus status;

    /** With the exit code and the sentence for the administrator. */
    public StartException(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** What the process ends with. */
    public ExitStatus status() {
        return status;
    }
}
