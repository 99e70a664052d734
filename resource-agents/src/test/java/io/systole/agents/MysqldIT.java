package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** {@code ocf:systole:mysqld} with a real MariaDB on an empty data directory. */
class MysqldIT {
    private static final String SOCKET = "/run/db/s.sock";

    private Yard yard;
    private String data;

    @BeforeEach
    void open() {
        yard = Yard.open("mariadbd", "mariadb", "mariadb-install-db");
        data = yard.directory().resolve("data").toString();
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void keepsItsDataThroughStopKillAndStart() {
        Resource database = database(Map.of("initialize", "true"));

        List<Integer> first = database.codes("stop", "monitor", "start", "monitor", "start");
        Ran written = sql("CREATE DATABASE shop; CREATE TABLE shop.orders (id INT) ENGINE=InnoDB; INSERT INTO shop.orders VALUES (42);");
        yard.kill("/run/db/test-mysqld.pid");
        List<Integer> second = database.codes("monitor", "start", "monitor");
        String read = sql("SELECT id FROM shop.orders").output().strip();
        List<Integer> third = database.codes("stop", "monitor", "stop");

        assertEquals(List.of(0, 7, 0, 0, 0), first);
        assertEquals(0, written.code(), written.output());
        assertEquals(List.of(7, 0, 0), second);
        assertEquals("42", read);
        assertEquals(List.of(0, 7, 0), third);
        assertEquals("", yard.sh("ls /run/db").output());
    }

    @Test
    void doesNotFillADirectoryUnlessAsked() {
        yard.sh("mkdir " + data);

        Ran started = database(Map.of()).run("start");

        assertEquals(2, started.code());
        assertEquals("datadir=" + data + " has no system tables; is its file system mounted? initialize=true makes new ones",
            started.reason());
        assertEquals("", yard.sh("ls " + data).output());
    }

    @Test
    void doesNotFillADirectoryThatHasOtherFiles() {
        yard.sh("mkdir " + data + "; echo x > " + data + "/letter.txt");

        Ran started = database(Map.of("initialize", "true")).run("start");

        assertEquals(2, started.code());
        assertTrue(started.reason().contains("has files but no system tables"), started.reason());
    }

    @Test
    void aMissingDirectoryIsWrongHereAndAProbeSaysStopped() {
        Resource database = database(Map.of());

        Ran started = database.run("start");
        Ran probed = database.run("monitor", Map.of("OCF_RESKEY_CRM_meta_interval", "0"));

        assertEquals(2, started.code());
        assertEquals("datadir=" + data + " does not exist on this node; is its file system mounted?", started.reason());
        assertEquals(7, probed.code());
    }

    @Test
    void leftOverSocketAndPidFileOfAnotherProcessDoNotMislead() {
        yard.sh("mkdir /run/db; sleep 300 > /dev/null 2>&1 & echo $! > /run/db/test-mysqld.pid; : > " + SOCKET
            + "; chown -R mysql /run/db");
        Resource database = database(Map.of("initialize", "true"));

        List<Integer> codes = database.codes("monitor", "start", "monitor", "stop");

        assertEquals(List.of(7, 0, 0, 0), codes);
        assertEquals(0, yard.sh("pgrep -x sleep").code());
    }

    @Test
    void saysWhyTheServerDidNotStart() {
        Resource database = database(Map.of("initialize", "true", "additional_parameters", "--no-such-option"));

        Ran started = database.run("start");

        assertEquals(1, started.code());
        assertTrue(started.reason().contains("no-such-option"), started.reason());
        assertEquals(List.of(7, 0), database.codes("monitor", "stop"));
    }

    @Test
    void aServerThatRefusesTheTestUserOrHangsFailsTheMonitor() {
        Resource database = database(Map.of("initialize", "true"));
        database.run("start");

        Ran refused = database.run("monitor", Map.of("OCF_RESKEY_test_user", "watch", "OCF_RESKEY_test_passwd", "wrong"));
        Ran missing = database.run("monitor", Map.of("OCF_RESKEY_test_query", "SELECT * FROM shop.orders"));
        yard.sh("kill -s STOP $(cat /run/db/test-mysqld.pid)");
        Ran stopped = database.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "6000"));

        assertTrue(refused.reason().contains("test_user=watch is refused"), refused.reason());
        assertTrue(missing.reason().contains("does not answer the test query"), missing.reason());
        assertEquals(List.of(1, 1), List.of(refused.code(), missing.code()));
        assertEquals(0, stopped.code(), stopped.output());
        // One that has ended and is not buried yet (state Z) is none.
        assertEquals(1, yard.sh("pgrep -r DRST -x mariadbd").code());
    }

    @Test
    void aStartThatWasEndedDuringASlowRepairIsGoneOnWithByTheNextOneWhichWaits() {
        Path slow = yard.file("slow", """
            #!/bin/sh
            # A server that repairs its tables for long: it answers only when it is told to.
            while [ ! -e %s/repaired ]; do sleep 0.05; done
            exec mariadbd "$@"
            """.formatted(yard.directory()));
        Path client = yard.file("client", """
            #!/bin/sh
            # The repair ends while a start asks for the third time.
            echo asked >> %1$s/asked
            [ "$(wc -l < %1$s/asked)" -lt 3 ] || touch %1$s/repaired
            exec mariadb "$@"
            """.formatted(yard.directory()));
        yard.sh("chmod 755 " + slow + " " + client);
        Resource database = database(Map.of("initialize", "true", "binary", slow.toString()));
        yard.sh("mariadb-install-db --no-defaults --user=mysql --skip-test-db --datadir=" + data);

        Ran ended = database.within("1", "start");
        Ran monitored = database.run("monitor");
        Ran goneOn = database.run("start", Map.of("OCF_RESKEY_client", client.toString()));

        assertEquals(124, ended.code(), ended.output());
        assertEquals(1, monitored.code(), monitored.output());
        assertTrue(monitored.reason().contains("runs but does not answer"), monitored.reason());
        assertEquals(0, goneOn.code(), goneOn.output());
        assertTrue(goneOn.output().contains("does not answer yet; waiting"), goneOn.output());
        assertEquals(List.of(0, 0, 7), database.codes("monitor", "stop", "monitor"));
    }

    @Test
    void aServerThatSomebodyElseHasStartedOnTheDataIsNamedAndLeftAlone() {
        Resource database = database(Map.of("initialize", "true"));
        Resource foreign = database(Map.of("initialize", "true", "pid", "/run/foreign/db.pid", "socket", "/run/foreign/s.sock"));
        foreign.run("start", Map.of("OCF_RESOURCE_INSTANCE", "foreign"));

        Ran probed = database.run("monitor", Map.of("OCF_RESKEY_CRM_meta_interval", "0"));
        Ran started = database.run("start");

        assertEquals(List.of(7, 1), List.of(probed.code(), started.code()));
        assertTrue(started.reason().startsWith("datadir=" + data + " is in use by process "), started.reason());
        assertEquals(0, foreign.run("monitor", Map.of("OCF_RESOURCE_INSTANCE", "foreign")).code());
    }

    @Test
    void withoutReplicationThereAreNoRolesAndAWrongValueIsToldAllTheSame() {
        Resource database = database(Map.of("initialize", "true"));

        Ran mistyped = database.run("validate-all", Map.of("OCF_RESKEY_replica_timeout", "soon"));
        Ran promoted = database.run("promote");

        assertEquals(List.of(6, 3), List.of(mistyped.code(), promoted.code()));
        assertEquals("replica_timeout=\"soon\" is not a whole number; write digits only", mistyped.reason());
        assertEquals("a server without replication_user has no roles; set it to make a promotable clone", promoted.reason());
    }

    @Test
    void aServerOfMySqlFillsItsDirectoryItsOwnWayAndDoesNotReplicate() {
        // Stands for MySQL's program, which this machine does not have: other version, other way to make the system tables.
        Path server = yard.file("mysqld", """
            #!/bin/sh
            case " $* " in
                *" --version "*) echo "mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)"; exit ;;
                *" --initialize-insecure "*) mkdir %1$s/mysql; echo "$@" > %1$s/how; exit ;;
            esac
            echo "[ERROR] [MY-010119] [Server] Aborting" >&2
            echo "[ERROR] [MY-010267] [Server] The newly created data directory cannot be opened" >&2
            exit 1
            """.formatted(data));
        yard.sh("chmod 755 " + server);

        Ran started = database(Map.of("initialize", "true", "binary", server.toString())).run("start");
        Ran validated = database(Map.of("binary", server.toString(), "replication_user", "r", "replication_passwd", "p"))
            .run("validate-all");

        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().contains("[MY-010267] [Server] The newly created data directory cannot be opened"), started.reason());
        assertEquals("--defaults-file=/dev/null --initialize-insecure --user=mysql --datadir=" + data,
            yard.sh("cat " + data + "/how").output().strip());
        assertEquals(5, validated.code(), validated.output());
        assertTrue(validated.reason().contains("made for MariaDB 10.6 or later"), validated.reason());
    }

    private Ran sql(String statement) {
        return yard.sh("mariadb --no-defaults -N -B -u root -S " + SOCKET + " -e '" + statement + "'");
    }

    private Resource database(Map<String, String> more) {
        var parameters = new TreeMap<>(Map.of("datadir", data, "socket", SOCKET, "config", "/dev/null"));
        parameters.putAll(more);
        parameters.merge("additional_parameters", "--skip-networking --innodb-buffer-pool-size=8M", (mine, usual) -> usual + " " + mine);
        return yard.resource("mysqld", parameters);
    }
}
