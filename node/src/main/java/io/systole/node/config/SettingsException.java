package io.systole.node.config;

/** The daemon cannot run with these settings; the message is one sentence that names the place and the fix. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the sentence for the administrator. */
    public SettingsException(String message) {
        super(message);
    }
}
