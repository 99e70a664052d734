package io.systole.shell.client;

/** The ACLs do not let the caller do this; the message is a sentence that names the rule. */
public final class AccessDeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public AccessDeniedException(String sentence) {
        super(sentence);
    }
}
