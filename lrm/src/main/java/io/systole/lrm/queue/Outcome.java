package io.systole.lrm.queue;

import io.systole.core.operation.ExecutionStatus;

/** The two facts that make a recurring operation's result news: how the execution ended and the agent's exit code. */
public record Outcome(ExecutionStatus status, int exitCode) {}
