package io.systole.messaging;

/** What came out of a sealed frame. */
sealed interface Opened {
    /** Authentic and new. */
    record Plain(byte[] bytes) implements Opened {}

    /** Authentic, but another link has brought it already. */
    record Copy() implements Opened {}

    /** Not to be used, for this reason. */
    record Refused(Refusal why) implements Opened {}
}
