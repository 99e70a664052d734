package io.systole.lrm.process;

/** How a program ended. Output is what came before the exit; of much output the end is kept. */
public sealed interface ProcessEnd {
    /** It exited by itself; a death by signal shows as 128 plus the signal's number, as in a shell. */
    record Exited(int code, String output, String errors) implements ProcessEnd {}

    /** It ran longer than allowed and was killed with its process group. {@code stuck} if it did not even die of that. */
    record TimedOut(boolean stuck, String output, String errors) implements ProcessEnd {}

    /** It was killed because nobody wanted it any more. */
    record Cancelled(boolean stuck) implements ProcessEnd {}

    /** It never ran; {@code reason} is a sentence for people. */
    record NotStarted(Cause cause, String reason) implements ProcessEnd {}

    /** Why a program could not be started. */
    enum Cause {
        /** No such file, not a program, or its interpreter is missing. */
        MISSING,
        /** The file is there, but may not be executed. */
        FORBIDDEN,
        /** Anything else: no memory, too many processes, environment too large. */
        OTHER
    }
}
