package io.systole.core.fencing;

import java.time.Duration;

/**
 * One run of a fence agent on this node.
 *
 * @param number tells the calls of one fencer apart
 * @param agent the program, for example {@code fence_ipmilan}
 * @param input what it reads from its standard input; may hold passwords, so it is neither logged nor shown
 * @param timeout after which it is killed, which counts as failure
 * @param purpose what for, for people: {@code reboot of n2 by f1}
 */
public record AgentCall(long number, String agent, String input, Duration timeout, String purpose) {
    @Override
    public String toString() {
        return "AgentCall[" + number + ", " + agent + ", " + purpose + ", at most " + timeout + "]";
    }
}
