package io.systole.samples.kills;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.LabNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two nodes with a power switch, and the databases on them. */
final class Pair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Lab lab;
    private final LabNode one;
    private final LabNode other;

    Pair(Path installation) {
        lab = Lab.make("kills", installation, List.of("n1", "n2"));
        one = lab.node("n1");
        other = lab.node("n2");
    }

    Lab lab() {
        return lab;
    }

    LabNode one() {
        return one;
    }

    LabNode other() {
        return other;
    }

    LabNode otherThan(LabNode node) {
        return node == one ? other : one;
    }

    /** Boots both, makes the cluster and its database, and waits until one is primary and the other is its standby. */
    void form() {
        one.powerOn();
        other.powerOn();
        one.initCluster("kills", List.of(one, other));
        other.takeSettingsOf(one);
        lab.powerSwitch();
        one.startDaemon();
        other.startDaemon();
        Await.until("both nodes are in the cluster", PATIENCE, PAUSE, () -> one.status().contains("\"quorate\":true")
                && one.run("crm_node", "--list").output().lines().filter(line -> line.endsWith("member")).count() == 2, this::evidence);
        one.write("/etc/systole/kills.xml", Database.cib());
        one.run("crm", "configure", "load", "xml", "replace", "/etc/systole/kills.xml").orFail();
        awaitWhole();
        LabNode primary = primary().orElseThrow();
        Database.tables().forEach(statement -> sql(primary, statement).orFail());
    }

    private static Command.Result sql(LabNode node, String statement) {
        return node.run("mariadb", "--no-defaults", "--batch", "--skip-column-names", "--user=root", "--socket=" + Database.SOCKET,
                "--execute=" + statement);
    }

    /** The node whose server takes writes; empty if there is none. */
    Optional<LabNode> primary() {
        return Stream.of(one, other).filter(LabNode::powered).filter(node -> says(node, "SELECT @@GLOBAL.read_only", "0")).findFirst();
    }

    private static boolean says(LabNode node, String question, String answer) {
        try {
            return sql(node, question).output().strip().equals(answer);
        } catch (LabException powerIsGone) {
            return false;
        }
    }

    /** Whether there is a primary, the other one replicates from it and may take over, and the primary waits for it. */
    boolean whole() {
        Optional<LabNode> primary = primary();
        return primary.isPresent() && standby(otherThan(primary.get()))
                && says(primary.get(), "SELECT @@GLOBAL.rpl_semi_sync_master_enabled", "1");
    }

    private boolean standby(LabNode node) {
        try {
            return node.powered() && says(node, "SELECT @@GLOBAL.read_only", "1")
                    && ask(node, "-t", "nodes", "-l", "forever", "-n", Database.NAME + "-standing").startsWith("current:")
                    && ask(node, "-l", "reboot", "-p", Database.NAME).equals("500");
        } catch (LabException powerIsGone) {
            return false;
        }
    }

    private static String ask(LabNode node, String... which) {
        var words = new ArrayList<>(List.of("crm_attribute", "-N", node.name(), "-G", "-q"));
        words.addAll(List.of(which));
        return node.run(words.toArray(String[]::new)).output().strip();
    }

    /** Waits for {@link #whole}. */
    void awaitWhole() {
        Await.until("there are a primary and its standby", PATIENCE, PAUSE, this::whole, this::evidence);
    }

    /** The numbers that are in the ledger of a node. */
    Set<Long> ledger(LabNode node) {
        return sql(node, "SELECT number FROM kills.ledger").orFail().lines().map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until a standby has carried out all that its primary has written. */
    void awaitSame() {
        Await.until("both have the same", PATIENCE, PAUSE, () -> sql(one, "SELECT @@GLOBAL.gtid_binlog_pos").output()
                .equals(sql(other, "SELECT @@GLOBAL.gtid_binlog_pos").output()), this::evidence);
    }

    /** What the cluster and the ends of all logs say, for a failure. */
    String evidence() {
        var text = new StringBuilder();
        for (LabNode node : List.of(one, other)) {
            if (node.powered()) {
                text.append(node.name()).append(":\n").append(node.run("crm_mon", "-1", "-A", "-f").output());
                text.append(node.run("tail", "-n", "15", "/srv/db/error.log").output());
            }
            List<String> lines = node.console().lines().toList();
            lines.subList(Math.max(0, lines.size() - 40), lines.size()).forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }

    @Override
    public void close() {
        lab.close();
    }
}
