package io.systole.shell.command;

/** The arguments of a tool make no sense; the message is one sentence that names the argument. */
public final class UsageException extends RuntimeException {
    /** With the sentence for the user. */
    public UsageException(String message) {
        super(message);
    }
}
