package io.systole.lrm.agent;

/** Finds the agent's own words on its error output: the last line that begins with the agreed prefix. */
final class ExitReason {
    /** Told to agents as OCF_EXIT_REASON_PREFIX. */
    static final String PREFIX = "ocf-exit-reason:";

    private ExitReason() {}

    static String of(String errors) {
        int last = errors.startsWith(PREFIX) ? 0 : -1;
        int lineStart = errors.lastIndexOf("\n" + PREFIX);
        if (lineStart >= 0) {
            last = lineStart + 1;
        }
        if (last < 0) {
            return "";
        }
        int end = errors.indexOf('\n', last);
        return errors.substring(last + PREFIX.length(), end < 0 ? errors.length() : end).strip();
    }
}
