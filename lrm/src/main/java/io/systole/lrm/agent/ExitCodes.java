package io.systole.lrm.agent;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.lrm.process.ProcessEnd;

/** From what a process answered to the exit codes that the cluster knows. */
final class ExitCodes {
    private static final int SIGNAL_BASE = 128;
    /** Above are real-time signals, which kill nobody by accident. */
    private static final int HIGHEST_SIGNAL = 31;

    private ExitCodes() {}

    /** OCF agents: 0–9, 190 and 191 count as they are, everything else is a generic error. */
    static Verdict ocf(ProcessEnd.Exited end) {
        boolean known = end.code() <= ExitCode.FAILED_PROMOTED
                || end.code() == ExitCode.DEGRADED || end.code() == ExitCode.DEGRADED_PROMOTED;
        return known ? Verdict.done(end.code(), ExitReason.of(end.errors()), AgentOutput.of(end)) : unknown(end);
    }

    /** LSB status: 0 runs, 1–3 does not run, the rest is an error. */
    static Verdict lsbStatus(ProcessEnd.Exited end) {
        return switch (end.code()) {
            case 0 -> Verdict.done(ExitCode.OK, "", AgentOutput.of(end));
            case 1, 2, 3 -> Verdict.done(ExitCode.NOT_RUNNING, "", AgentOutput.of(end));
            default -> unknown(end);
        };
    }

    /** Other LSB actions: 0–7 mean the same as for OCF. */
    static Verdict lsbAction(ProcessEnd.Exited end) {
        return end.code() <= ExitCode.NOT_RUNNING ? Verdict.done(end.code(), "", AgentOutput.of(end)) : unknown(end);
    }

    private static Verdict unknown(ProcessEnd.Exited end) {
        String own = ExitReason.of(end.errors());
        int signal = end.code() - SIGNAL_BASE;
        if (signal > 0 && signal <= HIGHEST_SIGNAL) {
            // A shell's 128+n and a death by signal n look the same from here, and mean the same.
            String reason = "interrupted by signal " + signal;
            return new Verdict(ExecutionStatus.ERROR, ExitCode.GENERIC, own.isEmpty() ? reason : own, AgentOutput.of(end));
        }
        String reason = "the agent answered with exit code " + end.code() + ", which has no meaning here";
        return Verdict.done(ExitCode.GENERIC, own.isEmpty() ? reason : own, AgentOutput.of(end));
    }
}
