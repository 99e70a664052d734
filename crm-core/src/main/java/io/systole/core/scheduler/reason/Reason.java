package io.systole.core.scheduler.reason;

/**
 * Why something is so: a value that names the constraint, option, failure, state or other action that it comes from. {@link Sentence}
 * says it to people, {@link ShortReason} as Pacemaker does in few words.
 */
public sealed interface Reason permits Configured, Found, Consequent, Uncleanness, Reason.None {
    /** No reason that is worth a word. */
    Reason NONE = new None();

    /** Whether there is a reason. */
    default boolean isGiven() {
        return !(this instanceof None);
    }

    /** No reason. */
    record None() implements Reason {}
}
