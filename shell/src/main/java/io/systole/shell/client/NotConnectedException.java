package io.systole.shell.client;

/** There is no cluster to talk to; the message is one sentence that says why and what to do. */
public final class NotConnectedException extends RuntimeException {
    /** With the sentence for the user. */
    public NotConnectedException(String message) {
        super(message);
    }
}
