package io.systole.core.spi;

import io.systole.core.membership.NodeName;
import java.util.SortedMap;

/** Takes note of events that people want to be told of. Must not block or throw. */
public interface AlertSink {
    /**
     * Something happened.
     *
     * @param kind {@code node}, {@code fencing}, {@code resource}, {@code attribute} or {@code link}
     * @param node the node concerned
     * @param text one sentence for people
     * @param details what alert agents get as {@code CRM_alert_*}, without the prefix
     */
    void alert(String kind, NodeName node, String text, SortedMap<String, String> details);
}
