package io.systole.lrm.agent;

import io.systole.lrm.process.ProcessEnd;

/** What of an agent's output is shown to people: the errors if there are any, else what it printed; the end of it. */
final class AgentOutput {
    private static final int SHOWN_CHARACTERS = 4096;

    private AgentOutput() {}

    static String of(ProcessEnd.Exited end) {
        return of(end.output(), end.errors());
    }

    static String of(String output, String errors) {
        String text = (errors.isBlank() ? output : errors).strip();
        return text.length() <= SHOWN_CHARACTERS ? text : "…" + text.substring(text.length() - SHOWN_CHARACTERS);
    }
}
