package io.systole.core.peer;

/** A message, or something in it, of a kind that this build does not know: that of a newer one. */
final class UnknownKind extends BadMessage {
    private static final long serialVersionUID = 1L;

    UnknownKind(String message) {
        super(message);
    }
}
