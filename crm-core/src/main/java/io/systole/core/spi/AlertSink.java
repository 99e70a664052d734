package io.systole.core.spi;

import io.systole.core.alert.AlertCall;
import io.systole.core.membership.NodeName;
import java.util.SortedMap;

/** Takes note of events that people want to be told of. Must not block or throw. */
public interface AlertSink {
    /**
     * Something happened, in the words of whoever found it out; for the log.
     *
     * @param kind {@code node}, {@code fencing}, {@code resource}, {@code attribute} or {@code link}
     * @param node the node concerned
     * @param text one sentence for people
     * @param details the same for programs that read the log
     */
    void alert(String kind, NodeName node, String text, SortedMap<String, String> details);

    /** An alert program of the configuration is to be run. One that has no programs to run need not do anything. */
    default void run(AlertCall call) {
        // For simulations and rehearsals.
    }
}
