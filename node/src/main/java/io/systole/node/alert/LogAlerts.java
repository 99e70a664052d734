package io.systole.node.alert;

import io.systole.core.membership.NodeName;
import io.systole.core.spi.AlertSink;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every alert into the daemon's log. */
final class LogAlerts implements AlertSink {
    private static final Logger LOG = LoggerFactory.getLogger("systole.alert");

    @Override
    public void alert(String kind, NodeName node, String text, SortedMap<String, String> details) {
        LOG.info("{} {}: {}", kind, node, text);
        LOG.debug("{} {}: details {}", kind, node, details);
    }
}
