package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code ocf:systole:mysqld} as a promotable clone: two real servers with data of their own, on two addresses of one machine. The
 * cluster's tools are stood for by scripts that keep attributes in files; the test is the scheduler.
 */
class MysqldReplicationIT {
    private static final String PASSWORD = "it's \\ secret";
    private static final int PROMOTED = 8;
    private static final Map<String, String> CLONE = Map.of("OCF_RESKEY_on_divergence", "clone");

    private Yard yard;
    private Resource one;
    private Resource other;

    @BeforeEach
    void open() {
        yard = Yard.open("mariadbd", "mariadb", "mariadb-install-db");
        yard.sh("mkdir -p " + yard.directory() + "/cluster/n1 " + yard.directory() + "/cluster/n2");
        // One is made, the other is a copy of it, as an administrator does it.
        Ran made = yard.sh("mkdir /run/data; mariadb-install-db --no-defaults --user=mysql --skip-test-db --datadir=" + data("n1")
            + " && cp -a " + data("n1") + " " + data("n2"));
        assertEquals(0, made.code(), made.output());
        one = node("n1", "127.0.0.1");
        other = node("n2", "127.0.0.2");
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void thePrimaryDiesAndComesBackAsStandbyWithNothingLostAndNothingMore() {
        int started = one.codes("start").getFirst();
        Ran promoted = one.run("promote");
        Ran misled = other.run("start", Map.of("OCF_RESKEY_replication_hosts", "n1=" + "far.".repeat(80)));
        int followed = other.codes("start").getFirst();
        sql("n1", "CREATE DATABASE shop; CREATE TABLE shop.orders (id INT PRIMARY KEY) ENGINE=InnoDB");
        List<Integer> both = List.of(other.codes("monitor").getFirst(), one.codes("monitor").getFirst(), other.codes("monitor").getFirst());
        String standing = attribute("n2", "db-standing");

        // The standby hears no more: what is written now is never acknowledged.
        sql("n2", "STOP SLAVE IO_THREAD");
        Ran unanswered = yard.sh("timeout 2 " + client("n1") + " -e 'INSERT INTO shop.orders VALUES (666)'");
        kill("n1");
        int gone = one.codes("monitor").getFirst();
        Ran taken = other.run("promote");
        sql("n2", "INSERT INTO shop.orders VALUES (1)");
        int back = one.codes("start").getFirst();
        List<Integer> after = List.of(other.codes("monitor").getFirst(), one.codes("monitor").getFirst());

        assertEquals(List.of(0, 0), List.of(started, followed));
        assertTrue(misled.reason().startsWith("cannot begin to replicate from n1: ERROR 1470"), misled.reason());
        assertFalse(misled.output().contains("secret"), misled.output());
        assertEquals(0, promoted.code(), promoted.output());
        assertEquals(List.of(0, PROMOTED, 0), both);
        assertTrue(standing.startsWith("current:"), standing);
        assertEquals(124, unanswered.code(), unanswered.output());
        assertEquals(7, gone);
        assertEquals(0, taken.code(), taken.output());
        assertEquals(0, back);
        assertEquals(List.of(PROMOTED, 0), after);
        assertEquals("1", sql("n1", "SELECT id FROM shop.orders"));
        assertEquals(List.of("1", "0"), List.of(sql("n1", "SELECT @@GLOBAL.read_only"), sql("n2", "SELECT @@GLOBAL.read_only")));
        assertTrue(attribute("n1", "db-standing").startsWith("current:"));
        assertEquals(List.of("500", "1000"), List.of(attribute("n1", "score-db"), attribute("n2", "score-db")));
        assertFalse(yard.sh("grep -r secret " + data("n1") + "/*.log " + data("n1") + "/binlog.* " + data("n2") + "/binlog.*").code() == 0);
    }

    @Test
    void whoMayLackTransactionsIsNotPromotedAndWhoHasOthersDoesNotStart() {
        one.codes("start");
        other.codes("start");
        one.codes("promote");
        sql("n1", "CREATE DATABASE shop; CREATE TABLE shop.orders (id INT PRIMARY KEY) ENGINE=InnoDB");
        other.codes("monitor");
        one.codes("monitor");

        // Somebody replaces the configuration by one without what the cluster knew.
        yard.sh("rm " + yard.directory() + "/cluster/*/db-standing");
        Ran second = other.run("promote");
        one.codes("monitor");
        List<String> known = List.of(attribute("n1", "db-standing"), attribute("n2", "db-standing").replaceFirst(":.*", ""));

        // The standby dies: nothing is acknowledged until the cluster knows that it may not be promoted.
        kill("n2");
        String refuse = yard.directory() + "/cluster/refuse";
        yard.sh("touch " + refuse);
        Ran unanswered = yard.sh("timeout 1 " + client("n1") + " -e 'INSERT INTO shop.orders VALUES (1)'");
        Ran unknown = one.run("monitor");
        yard.sh("rm " + refuse);
        int alone = one.codes("monitor").getFirst();
        sql("n1", "INSERT INTO shop.orders VALUES (2)");
        kill("n1");
        other.codes("start");
        Ran promoted = other.run("promote");
        List<Integer> again = one.codes("start", "promote");
        awaitCaughtUp();
        String caughtUp = attribute("n2", "db-standing");
        sql("n2", "SET GLOBAL read_only = 0; INSERT INTO shop.orders VALUES (99)");
        List<Integer> stopped = other.codes("stop", "monitor");
        Ran diverged = other.run("start");

        // By setting, what does not fit is put aside; a clone that is interrupted is made anew.
        other.codes("stop");
        one.run("monitor", CLONE);
        yard.sh("mkdir -p /run/bin; printf '%s\\n' '#!/bin/sh' 'echo \"CREATE DATABASE half;\"; exit 2' > /run/bin/mariadb-dump; "
            + "chmod 755 /run/bin/mariadb-dump");
        Ran interrupted = other.run("start", Map.of("OCF_RESKEY_on_divergence", "clone", "PATH",
            "/run/bin:" + other.environment().get("PATH")));
        other.codes("stop");
        Ran cloned = other.run("start", CLONE);
        awaitCaughtUp();

        assertEquals(1, second.code());
        assertTrue(second.reason().startsWith("the server of n1 takes writes"), second.reason());
        assertEquals(List.of("primary", "current"), known);
        assertEquals(1, unknown.code());
        assertTrue(unknown.reason().contains("could not write down that the data of n2 is behind"), unknown.reason());
        assertEquals(124, unanswered.code(), unanswered.output());
        assertEquals(PROMOTED, alone);
        assertEquals(1, promoted.code());
        assertTrue(promoted.reason().startsWith("this node may lack acknowledged transactions"), promoted.reason());
        assertEquals(List.of(0, 0), again);
        assertTrue(caughtUp.startsWith("current:"), caughtUp);
        assertEquals(List.of(0, 7), stopped);
        assertEquals(2, diverged.code(), diverged.output());
        assertTrue(diverged.reason().startsWith("this node has transactions that the primary on n1 lacks"), diverged.reason());
        assertEquals(1, interrupted.code(), interrupted.output());
        assertTrue(interrupted.reason().contains("the copy is not complete"), interrupted.reason());
        assertEquals(0, cloned.code(), cloned.output());
        assertEquals("0", sql("n2", "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = \"half\""));
        assertEquals("1 2", sql("n2", "SELECT GROUP_CONCAT(id ORDER BY id SEPARATOR \" \") FROM shop.orders"));
        assertTrue(attribute("n2", "db-standing").startsWith("current:"));
    }

    /** Monitors both, as the cluster does for ever, until the standby n2 has what the primary has; not for ever. */
    private void awaitCaughtUp() {
        int rounds = 0;
        do {
            other.codes("monitor");
            one.codes("monitor");
            rounds++;
        } while (rounds < 100 && !attribute("n2", "db-standing").startsWith("current:"));
    }

    private void kill(String node) {
        yard.sh("p=$(cat /run/" + node + "/db.pid); kill -s KILL $p; while kill -0 $p; do sleep 0.05; done");
    }

    private Resource node(String name, String address) {
        Path fakes = Path.of("src/test/resources/fake-cluster").toAbsolutePath();
        var parameters = new TreeMap<String, String>(Map.of("datadir", data(name), "socket", "/run/" + name + "/s.sock",
            "pid", "/run/" + name + "/db.pid", "config", "/dev/null", "bind_address", address, "replication_user", "replica",
            "replication_passwd", PASSWORD, "replication_hosts", "n1=127.0.0.1 n2=127.0.0.2", "replica_timeout", "1",
            "additional_parameters", "--skip-name-resolve --innodb-buffer-pool-size=8M --innodb-flush-method=fsync"));
        parameters.put("CRM_meta_on_node", name);
        return new Resource(yard, "mysqld", parameters, Map.of("OCF_RESOURCE_INSTANCE", "db", "HA_RSCTMP", "/run/state-" + name,
            "FAKE_CLUSTER", yard.directory() + "/cluster", "HA_SBIN_DIR", fakes.toString(),
            "PATH", fakes + ":" + System.getenv("PATH")));
    }

    private String data(String node) {
        // In the memory of the yard.
        return "/run/data/" + node;
    }

    private String client(String node) {
        return "mariadb --no-defaults -N -B -u root -S /run/" + node + "/s.sock";
    }

    private String sql(String node, String statement) {
        Ran ran = yard.sh(client(node) + " -e '" + statement + "'");
        assertEquals(0, ran.code(), ran.output());
        return ran.output().strip();
    }

    private String attribute(String node, String name) {
        return yard.sh("cat " + yard.directory() + "/cluster/" + node + "/" + name).output().strip();
    }
}
