package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two daemons that have just started, with the fastest failure detection: what they do for the first time must not take so long that
 * the DC believes it was paused.
 */
class FirstChangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIGURATION = """
            primitive a ocf:systole:Dummy op monitor interval=10s
            primitive b ocf:systole:Dummy op monitor interval=10s
            group both a b
            primitive c ocf:systole:Dummy
            colocation apart -inf: c both
            property stonith-enabled=false
            """;

    private LoopbackLab lab;

    @BeforeEach
    void makeLab() {
        lab = LoopbackLab.make("first", InstallationTree.path(), List.of("n1", "n2"));
    }

    @AfterEach
    void removeLab() {
        lab.close();
    }

    @Test
    void theFirstChangeOfTheConfigurationDoesNotCostTheDcItsRole() throws IOException {
        for (LoopbackNode node : nodes()) {
            var settings = node.etc().resolve("systole.conf");
            Files.writeString(settings, Files.readString(settings) + "detection = express\n");
            node.start();
        }
        Await.until("there is a DC with two members", PATIENCE, Duration.ofMillis(100), () -> nodes().stream()
                .anyMatch(node -> node.tells("status").contains("S_IDLE") && term(node) > 0
                        && new ClusterView(command -> node.command(command).run()).online("n1", "n2")), this::consoles);
        LoopbackNode first = lab.node("n1");
        long before = term(first);
        long pauses = pauses();

        var file = Files.writeString(first.etc().resolve("resources.crm"), CONFIGURATION);
        first.run("crm", "configure", "load", "update", file.toString()).orFail();
        Await.until("all is started", PATIENCE, Duration.ofMillis(100), () -> started(first).keySet().containsAll(List.of("a", "b", "c")),
                this::consoles);

        assertEquals(before, term(first), this::consoles);
        assertEquals(pauses, pauses(), this::consoles);
    }

    private List<LoopbackNode> nodes() {
        return List.of(lab.node("n1"), lab.node("n2"));
    }

    private static Map<String, String> started(LoopbackNode node) {
        return new ClusterView(command -> node.command(command).run()).started();
    }

    private static long term(LoopbackNode node) {
        String term = new DaemonStatus(node.tells("status")).term();
        return term.isEmpty() ? 0 : Long.parseLong(term);
    }

    /** How often a daemon has found that it did not run for too long; while it starts on a busy machine that may be so. */
    private long pauses() {
        return consoles().lines().filter(line -> line.contains("this process was paused")).count();
    }

    private String consoles() {
        return "n1:\n" + lab.node("n1").console() + "\nn2:\n" + lab.node("n2").console();
    }
}
