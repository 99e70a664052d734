package io.systole.lrm.systemd;

import java.util.Arrays;
import java.util.Optional;

/** What can be ordered of a unit, each a job of systemd. */
enum UnitAction {
    START("start", "StartUnit"),
    STOP("stop", "StopUnit"),
    RESTART("restart", "RestartUnit");

    private final String word;
    private final String method;

    UnitAction(String word, String method) {
        this.word = word;
        this.method = method;
    }

    static Optional<UnitAction> of(String operation) {
        return Arrays.stream(values()).filter(action -> action.word.equals(operation)).findFirst();
    }

    /** The method of systemd's manager that queues the job. */
    String method() {
        return method;
    }

    @Override
    public String toString() {
        return word;
    }
}
