package io.systole.lrm.agent;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;

/**
 * What an order came to.
 *
 * @param exitCode 0–9, 190 or 191
 * @param reason the agent's own words, or ours; empty if there is nothing to say
 * @param output what the agent printed, for people
 */
public record Verdict(ExecutionStatus status, int exitCode, String reason, String output) {
    /** The agent has answered. */
    static Verdict done(int exitCode, String reason, String output) {
        return new Verdict(ExecutionStatus.DONE, exitCode, reason, output);
    }

    /** Success without words. */
    static Verdict ok() {
        return done(ExitCode.OK, "", "");
    }

    /** There is no such agent on this node. */
    static Verdict notInstalled(String reason) {
        return new Verdict(ExecutionStatus.NOT_INSTALLED, ExitCode.INSTALLED, reason, "");
    }

    /** The order itself makes no sense for this agent. */
    static Verdict notSupported(String reason) {
        return new Verdict(ExecutionStatus.NOT_SUPPORTED, ExitCode.UNIMPLEMENTED, reason, "");
    }

    /** Something went wrong around the agent. */
    public static Verdict error(String reason, String output) {
        return new Verdict(ExecutionStatus.ERROR, ExitCode.GENERIC, reason, output);
    }
}
