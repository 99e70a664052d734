package io.systole.agents;

/** An agent could not be asked for its metadata, or its answer cannot be read; the message names the agent and the place. */
public final class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence for people */
    public MetadataException(String message) {
        super(message);
    }

    /** @param message one sentence for people */
    public MetadataException(String message, Throwable cause) {
        super(message, cause);
    }
}
