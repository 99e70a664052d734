package io.systole.core.peer;

/** Bytes of a peer that are no message; says what is wrong with them. */
public class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessage(String message) {
        super(message);
    }

    BadMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
