package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real daemons of three builds: one that speaks the first feature level only, this one, and one that has forgotten both. */
class RollingUpgradeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path tree = InstallationTree.path();
    private final Path builds = Path.of(System.getProperty("systole.root"), "samples/target/builds-" + ProcessHandle.current().pid());
    private LoopbackLab lab;

    @BeforeEach
    void makeLab() {
        lab = LoopbackLab.make("upgrade", tree, List.of("n1", "n2", "n3"));
    }

    @AfterEach
    void removeLab() {
        lab.close();
        Folder.delete(builds);
    }

    @Test
    void twoBuildsWorkTogetherAtTheLevelOfTheOlderAndAStrangerIsSentAwayWithOneSentence() throws Exception {
        lab.upgrade("n3", build(1, 1, "older"));
        lab.node("n1").start();
        lab.node("n2").start();
        lab.node("n3").start();
        awaitLevel("n1", 1);
        awaitLevel("n3", 1);
        lab.node("n3").run("crm", "configure", "property", "maintenance-mode=true").orFail();
        assertTrue(lab.node("n1").run("crm", "configure", "show").orFail().contains("maintenance-mode=true"));
        assertTrue(lab.node("n1").run("crm", "cluster", "status").orFail()
                .contains("Upgrade:  feature level 1 is in use and not 2, until n3 is upgraded"), this::consoles);

        restart("n3", tree);
        awaitLevel("n1", 2);
        awaitLevel("n3", 2);
        assertTrue(lab.node("n3").run("crm", "configure", "show").orFail().contains("maintenance-mode=true"));

        stop("n2");
        Process stranger = lab.upgrade("n2", build(3, 4, "newer")).start();
        assertTrue(stranger.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), this::consoles);
        assertEquals(100, stranger.exitValue());
        assertTrue(lab.node("n2").console().contains("and the one on n2 speaks 3 to 4, so they cannot work together"), this::consoles);
        assertEquals("yes", word(lab.node("n1").run("crm", "cluster", "status").orFail(), "Quorum:"));
    }

    private Path build(int oldest, int newest, String name) throws IOException {
        Files.createDirectories(builds);
        return OtherBuild.speaking(oldest, newest, tree, builds.resolve(name));
    }

    private void restart(String node, Path installation) {
        stop(node);
        lab.upgrade(node, installation).start();
    }

    private void stop(String node) {
        lab.node(node).run("systoled", "--stop").orFail();
    }

    private void awaitLevel(String node, int level) {
        Await.until("three members work at feature level " + level, PATIENCE, Duration.ofMillis(300), () -> {
            String status = lab.node(node).tells("status");
            return status.contains("\"featureLevel\":" + level) && status.contains("\"name\":\"n3\"") && status.contains("\"name\":\"n2\"")
                    && status.contains("\"quorate\":true");
        }, this::consoles);
    }

    private static String word(String output, String label) {
        return output.lines().filter(line -> line.startsWith(label)).map(line -> line.substring(label.length()).strip()).findFirst()
                .orElse("");
    }

    private String consoles() {
        return String.join("\n", List.of("n1", "n2", "n3").stream().map(name -> name + ":\n" + lab.node(name).console()).toList());
    }
}
