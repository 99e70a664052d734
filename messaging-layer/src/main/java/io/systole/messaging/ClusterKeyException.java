package io.systole.messaging;

/** A cluster key file cannot be used; the message is one sentence that names the file and the fix. */
public final class ClusterKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterKeyException(String message) {
        super(message);
    }

    ClusterKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
