package io.systole.node.alert;

import io.systole.core.alert.AlertCall;
import io.systole.lrm.process.ProcessEnd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how alert programs ended and what they printed; that one cannot be run is said once. Thread-safe. */
final class AlertResults {
    private static final Logger LOG = LoggerFactory.getLogger(AlertAgents.class);
    private static final int MOST_LINES = 10;
    private static final int LONGEST_LINE = 500;

    /** What stood in the way last, by program. */
    private final Map<String, String> obstacles = new ConcurrentHashMap<>();

    void ended(AlertCall call, ProcessEnd end) {
        switch (end) {
            case ProcessEnd.Exited exited -> {
                possibleAgain(call);
                if (exited.code() == 0) {
                    LOG.debug("{} via {}: done", call.event(), call.name());
                } else {
                    LOG.warn("{} via {}: {} exited with {}", call.event(), call.name(), call.path(), exited.code());
                }
                printed(call, exited.output(), exited.errors());
            }
            case ProcessEnd.TimedOut late -> {
                possibleAgain(call);
                LOG.warn("{} via {}: {} took longer than {} ms and was {}", call.event(), call.name(), call.path(),
                        call.timeout().toMillis(), late.stuck() ? "killed, but does not end" : "ended");
                printed(call, late.output(), late.errors());
            }
            case ProcessEnd.Cancelled cancelled -> LOG.warn("{} via {}: {} was ended, since this daemon ends", call.event(), call.name(),
                    call.path());
            case ProcessEnd.NotStarted refused -> {
                if (!refused.reason().equals(obstacles.put(call.path(), refused.reason()))) {
                    LOG.warn("no alerts via {} on this node: {}; this is said once", call.name(), refused.reason());
                }
            }
        }
    }

    private void possibleAgain(AlertCall call) {
        if (obstacles.remove(call.path()) != null) {
            LOG.info("alerts via {} again: {} can be run", call.name(), call.path());
        }
    }

    /** Of much output the end, where reasons stand. */
    private static void printed(AlertCall call, String output, String errors) {
        List<String> lines = (output + "\n" + errors).lines().map(line -> line.replaceAll("\\p{Cntrl}", " ").stripTrailing())
                .filter(line -> !line.isEmpty()).toList();
        lines.stream().skip(Math.max(0, lines.size() - MOST_LINES)).forEach(line -> LOG.info("{} via {} printed: {}", call.event(),
                call.name(), line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line));
    }
}
