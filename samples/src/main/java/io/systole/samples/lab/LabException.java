package io.systole.samples.lab;

/** The laboratory could not do what was asked, or something that was waited for did not come; the message says what. */
public final class LabException extends RuntimeException {
    /** With a sentence for people. */
    public LabException(String message) {
        super(message);
    }

    /** With a sentence for people and what caused it. */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
