package io.systole.core.fencing;

/**
 * How a run of a fence agent ended.
 *
 * @param kind whether it ended by itself
 * @param code its exit code, if it ended by itself
 * @param output what it printed
 * @param errors what it complained about, or why it could not be started
 */
public record AgentEnd(Kind kind, int code, String output, String errors) {
    private static final int LONGEST = 300;

    /** The agent has ended by itself. */
    public static AgentEnd exited(int code, String output, String errors) {
        return new AgentEnd(Kind.EXITED, code, output, errors);
    }

    /** True if the agent says that it has done its work. */
    boolean good() {
        return kind == Kind.EXITED && code == 0;
    }

    /** Why this is no success, in words. */
    String failure() {
        return switch (kind) {
            case EXITED -> "exit code " + code + said();
            case TIMED_OUT -> "it did not end in time and was killed" + said();
            case KILLED -> "it was called off";
            case NOT_STARTED -> errors;
        };
    }

    /** The last line that it said, errors first: agents write warnings before. */
    private String said() {
        String text = (errors.isBlank() ? output : errors).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        return last.isEmpty() ? "" : " (" + (last.length() > LONGEST ? last.substring(0, LONGEST) + "…" : last) + ")";
    }

    /** Ways to end. */
    public enum Kind {
        /** By itself, with an exit code. */
        EXITED,
        /** Killed because it took too long. */
        TIMED_OUT,
        /** Killed because nobody wants it any more. */
        KILLED,
        /** It did not run at all. */
        NOT_STARTED
    }
}
