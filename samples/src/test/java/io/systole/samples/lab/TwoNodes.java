package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;

/** Nodes n1 and n2 of a lab with the dummy resource {@code web}, which must never be active on both. */
final class TwoNodes {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Lab lab;
    private boolean twice;

    TwoNodes(Lab lab) {
        this.lab = lab;
    }

    /** Waits until both are members with a DC that has nothing to do. */
    void awaitTogether() {
        Await.until("two idle members have a DC", PATIENCE, PAUSE, () -> {
            look();
            return together();
        }, this::console);
        assertFalse(twice, this::console);
    }

    /** Waits until the resource is active on one of them only. */
    void awaitRunning(boolean first, boolean second) {
        Await.until("the resource is active on " + (first ? "n1" : "n2") + " only", PATIENCE, PAUSE,
                () -> look().equals(List.of(first, second)), this::console);
        assertEquals(List.of(first, second), look());
        assertFalse(twice, this::console);
    }

    private List<Boolean> look() {
        List<Boolean> both = List.of(active("n1"), active("n2"));
        twice |= both.getFirst() && both.getLast();
        return both;
    }

    private boolean together() {
        List<String> said = List.of(lab.node("n1").status(), lab.node("n2").status());
        return said.stream().allMatch(status -> status.contains("\"name\":\"n1\"") && status.contains("\"name\":\"n2\"")
                && status.contains("\"quorate\":true"))
                && said.stream().anyMatch(status -> status.contains("\"state\":\"S_IDLE\""));
    }

    private boolean active(String node) {
        return lab.node(node).run("ls", "/run/resource-agents").output().contains("systole-Dummy-web");
    }

    /** What all daemons have said. */
    String console() {
        var text = new StringBuilder();
        lab.nodes().values().forEach(node -> text.append(node.name()).append(":\n").append(node.console()));
        return text.toString();
    }
}
