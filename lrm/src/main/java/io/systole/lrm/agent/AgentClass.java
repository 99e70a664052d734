package io.systole.lrm.agent;

import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.Command;
import io.systole.lrm.process.ProcessEnd;
import java.time.Duration;

/** One class of agents: how its agents are called and how they are understood. */
interface AgentClass {
    /** What is to be done for this order. */
    Plan plan(OperationRequest request);

    /** How long the program may take. */
    default Duration timeout(OperationRequest request) {
        return request.timeout();
    }

    /** What the agent's exit by itself says. */
    Verdict interpret(OperationRequest request, ProcessEnd.Exited end);

    /** Run a program, or answer at once. */
    sealed interface Plan {
        /** Run this and interpret its end. */
        record Run(Command command) implements Plan {}

        /** No program is needed. */
        record Answer(Verdict verdict) implements Plan {}
    }
}
