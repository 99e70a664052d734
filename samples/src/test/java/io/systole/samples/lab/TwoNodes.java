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

    /**
     * Makes a cluster of the two in which something else than {@code two_node} decides a tie.
     *
     * @param setting the line of {@code systole.conf} that says what
     */
    void formWith(String setting) {
        LabNode n1 = lab.node("n1");
        n1.initCluster("pair", List.of(n1, lab.node("n2")));
        String settings = n1.read("/etc/systole/systole.conf").replace("two_node = yes", "").replace("wait_for_all = yes", "");
        n1.write("/etc/systole/systole.conf", settings + "\n" + setting + "\n");
        lab.node("n2").takeSettingsOf(n1);
    }

    /** Starts both daemons and has the resource run on n1, without fencing. */
    void begin() {
        LabNode n1 = lab.node("n1");
        n1.startDaemon();
        lab.node("n2").startDaemon();
        awaitTogether();
        n1.run("crm", "configure", "property", "stonith-enabled=false").orFail();
        n1.run("crm", "configure", "primitive", "web", "ocf:systole:Dummy", "op", "monitor", "interval=5s").orFail();
        n1.run("crm", "configure", "location", "home", "web", "100:", "n1").orFail();
        awaitRunning(true, false);
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
