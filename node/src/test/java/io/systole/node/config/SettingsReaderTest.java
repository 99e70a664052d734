package io.systole.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import io.systole.core.membership.Witnessing;
import io.systole.messaging.FailureDetectionTimes;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @Test
    void readsEveryKey() {
        String file = """
                # the cluster of the web shop
                cluster = shop
                name = b
                node = a 10.0.0.1
                node = b  10.0.0.2   # the second rack
                port = 6000
                transport = multicast
                multicast = 239.1.2.3
                detection = fast
                two_node = yes
                wait_for_all = no
                on_stop = leave
                stop_timeout = 2min
                parallel_operations = 3
                node_action_limit = 0
                load_average = shared
                log_level = debug
                """;

        NodeSettings settings = SettingsReader.parse("systole.conf", file.lines().toList(), "elsewhere");

        assertEquals("shop", settings.cluster());
        assertEquals(new NodeName("b"), settings.name());
        assertEquals(List.of(List.of("10.0.0.1"), List.of("10.0.0.2")), List.copyOf(settings.nodes().values()));
        assertEquals(6000, settings.port());
        assertEquals(Optional.of(List.of("239.1.2.3")), settings.multicast());
        assertEquals("fast", settings.detection().preset());
        assertEquals(FailureDetectionTimes.FAST, settings.detection().times());
        assertTrue(settings.quorum().twoNode());
        assertFalse(settings.quorum().waitForAll());
        assertEquals(NodeSettings.OnStop.LEAVE, settings.onStop());
        assertEquals(Duration.ofMinutes(2), settings.stopTimeout());
        assertEquals(3, settings.parallelOperations());
        assertEquals(OptionalInt.of(0), settings.nodeActionLimit());
        assertTrue(settings.sharedMachine());
        assertEquals("debug", settings.logLevel());
    }

    @Test
    void needsOnlyClusterAndNodesAndTakesTheHostName() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster=c", "node=n1 ::1", "node=n2 10.0.0.2"), "n2");

        assertEquals(new NodeName("n2"), settings.name());
        assertEquals(Optional.empty(), settings.multicast());
        assertFalse(settings.quorum().twoNode());
        assertEquals(NodeSettings.OnStop.MOVE, settings.onStop());
    }

    @Test
    void aNodeMayHaveAnAddressInEachOfSeveralNetworks() {
        NodeSettings settings = SettingsReader.parse("f",
                List.of("cluster=c", "node = n1 10.0.0.1 fd00::1", "node = n2 10.0.0.2, fd00::2"), "n2");

        assertEquals(List.of(List.of("10.0.0.1", "fd00::1"), List.of("10.0.0.2", "fd00::2")), List.copyOf(settings.nodes().values()));
    }

    @Test
    void heartbeatsWordsChangeThePreset() {
        List<String> nodes = List.of("cluster=c", "node=a 1.1.1.1", "node=b 1.1.1.2");
        var lines = new ArrayList<>(nodes);
        lines.addAll(List.of("detection = express", "deadtime = 10", "warntime = 5s", "initdead = 1min", "restart_grace = 0"));

        NodeSettings.Detection own = SettingsReader.parse("f", lines, "a").detection();
        NodeSettings.Detection standard = SettingsReader.parse("f", nodes, "a").detection();

        assertEquals(new FailureDetectionTimes(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(1),
                Duration.ofSeconds(5)), own.times());
        assertEquals(Duration.ofMinutes(1), own.initDead());
        assertEquals(Duration.ZERO, own.restartGrace());
        assertEquals(FailureDetectionTimes.DEFAULT, standard.times());
        assertEquals(Duration.ofSeconds(5), standard.initDead());
        assertEquals(Duration.ofSeconds(3), standard.restartGrace());
        lines.set(3, "detection = normal");
        assertEquals(own.times(), SettingsReader.parse("f", lines, "a").detection().times(), "the former word for default");
    }

    @Test
    void twoNodeImpliesWaitForAll() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster=c", "node=a 1.1.1.1", "node=b 1.1.1.2", "two_node=yes"), "a");

        assertTrue(settings.quorum().waitForAll());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            prot = 5405              | f:4: unknown key 'prot'; did you mean "port"?
            port 5405                | f:4: 'port 5405' has no '=': write key = value
            port = many              | f:4: port = many is not possible: it takes a port from 1 to 65534, for example: port = 5405
            port = 70000             | f:4: port = 70000 is not possible: it takes a port from 1 to 65534, for example: port = 5405
            detection =              | f:4: detection has no value: it takes express, fast, default or relaxed
            cluster = d              | f:4: cluster was given in line 1 already: remove one of the two
            node = n1 10.0.0.9       | f:4: node n1 is there twice: remove one of the two lines
            node = n4 10.0.0.1       | f:4: address 10.0.0.1 belongs to another node already: each node needs its own
            node = n4                | f:4: node = n4 is not a name and an address: it takes one line for each node with its name \
            and its address in each network, for example: node = n1 10.0.0.1 10.1.0.1
            node = n4 10.0.0.4 10.1.0.4 | f:4: node n4 has 2 addresses, but n1 has 1 address: give every node one in each \
            network, in the same order
            node = n4 10.0.0.4 10.0.0.4 | f:4: node n4 has the address 10.0.0.4 twice: each of its links needs its own
            wait_for_all = perhaps   | f:4: wait_for_all = perhaps is not possible: it takes yes or no
            transport = pigeon       | f:4: transport = pigeon is not possible: it takes unicast or multicast
            detection = slow         | f:4: detection = slow is not possible: it takes express, fast, default or relaxed
            stop_timeout = soon      | f:4: stop_timeout = soon is not possible: it takes a time such as 90s, 20min or 1h
            keepalive = 1500ms       | f:4: deadtime is 2000 ms, it must be at least twice keepalive (1500 ms), or one lost datagram would \
            cost a node
            deadtime = 30ms          | f:4: keepalive is 6 ms, it must be 20 ms or more
            warntime = 3s            | f:4: warntime is 3000 ms, it must lie between keepalive (400 ms) and deadtime (2000 ms), or it \
            would warn always or never
            initdead = 1s            | f:4: initdead = 1s is shorter than deadtime (2000 ms): nodes need longer to start than to be \
            missed; say initdead = 4000ms or more
            deadtime = soon          | f:4: deadtime = soon is not possible: it takes the silence after which a node is lost, such as \
            2s or 900ms
            load_average = low       | f:4: load_average = low is not possible: it takes own, or shared (the machine carries more than \
            this node, so its load average says nothing about it)
            node_action_limit = -1   | f:4: node_action_limit = -1 is not possible: it takes how many actions the cluster does at a time \
            on this node, 1 to 1000, or 0: twice its cores
            log_level = loud         | f:4: log_level = loud is not possible: it takes debug, info, warn or error
            name = n7                | f has no line for this node 'n7' (it has n1, n2): add 'node = n7 ADDRESS', or say 'name = ' \
            with one of these
            """)
    void namesLineAndFixOfAMistake(String line, String message) {
        List<String> lines = List.of("cluster = c", "node = n1 10.0.0.1", "node = n2 10.0.0.2", line);

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.parse("f", lines, "n1"));

        assertEquals(message, exception.getMessage());
    }

    @Test
    void refusesTwoNodeModeWithThreeNodes() {
        List<String> lines = List.of("cluster = c", "node = a 1.1.1.1", "node = b 1.1.1.2", "node = c 1.1.1.3", "two_node = yes");

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.parse("f", lines, "a"));

        assertEquals("f:5: two_node = yes needs exactly two nodes, but there are 3 (a, b, c): say two_node = no", exception.getMessage());
    }

    @Test
    void readsWhatDecidesATie() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster = c", "node = a 1.1.1.1", "node = b 1.1.1.2",
                "node = d 1.1.1.4", "votes = a 2", "votes = b 2", "tie_breaker = b", "ping = 1.1.1.254", "self_fencing_time = 30s",
                "watchdog = /dev/watchdog"), "a");

        assertEquals(5, settings.quorum().expectedVotes());
        assertEquals("b", settings.quorum().tieBreaker().toString());
        assertEquals(Witnessing.GATEWAY, settings.quorum().witness());
        assertEquals(Duration.ofSeconds(30), settings.safety().selfFencing().time());
        assertEquals(Optional.of(Path.of("/dev/watchdog")), settings.safety().device());
        assertTrue(settings.safety().reset());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void readsTheAddressOfAnArbitrator() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster = c", "node = a 1.1.1.1", "node = b 1.1.1.2",
                "arbitrator = arbiter.example"), "a");

        assertEquals(Optional.of(InetSocketAddress.createUnresolved("arbiter.example", 5407)), settings.witnesses().arbitrator());
        assertEquals(Witnessing.EXCLUSIVE, settings.quorum().witness());
        assertFalse(settings.quorum().waitForAll());
        assertEquals(List.of(), settings.warnings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            votes = n1 0                         | f:4: votes = n1 0: every node has at least 1 vote; what only votes, or only runs \
            resources, is an arbitrator or a remote node
            votes = n9 2                         | f: votes are given to 'n9', which is no node of this cluster: remove that line, or \
            add the node
            votes = n1                           | f:4: votes = n1 is not a node and a number: it takes one line for each node that has \
            not 1 vote, for example: votes = n1 2
            tie_breaker = n9                     | f:4: tie_breaker = n9: 'n9' is no node of this cluster (n1, n2): it takes lowest, \
            highest, none, or names of nodes of which the first that counts decides
            two_node = yes;votes = n1 2          | f:4: two_node = yes lets each node go on alone, so votes of different weight say \
            nothing: remove the votes, or say two_node = no
            two_node = yes;tie_breaker = lowest  | f:5: two_node = yes lets each node go on alone, tie_breaker = lowest only one of \
            them: remove one of the two
            two_node = yes;arbitrator = 10.0.9.9 | f:4: two_node and arbitrator both decide who goes on when half of the votes is \
            here: remove one of the two (arbitrator is the safer one)
            tie_breaker = lowest;disk = /dev/sdb | f:4: tie_breaker and disk both decide who goes on when half of the votes is \
            here: remove one of the two (disk is the safer one)
            arbitrator = 10.0.9.9;disk = /dev/sdb | f:5: arbitrator and disk may give their grant to different halves: remove one of \
            the two
            arbitrator = 10.0.0.2                | f:4: arbitrator = 10.0.0.2 is the address of a node of this cluster, and would fall \
            with it: an arbitrator runs on a third machine
            arbitrator = 10.0.0.9:many           | f:4: arbitrator = 10.0.0.9:many is not possible: it takes address and port of an \
            arbitrator, for example: arbitrator = 10.0.9.1:5407
            ping = 10.0.0.1                      | f:4: ping = 10.0.0.1 is the address of a node of this cluster: it takes the address \
            of a gateway that no node of this cluster has, for example: ping = 10.0.0.254
            self_fencing_time = 3s               | f:4: self_fencing_time = 3s is too short for detection = default: the election after \
            the loss of a coordinator would already end resources; say self_fencing_time = 9s or more, or choose a faster detection
            self_fencing_time = off;watchdog = /dev/watchdog | f:5: watchdog = /dev/watchdog has nothing to watch with \
            self_fencing_time = off: remove one of the two
            watchdog = cat                       | f:4: watchdog = cat is not possible: it takes process, none, or the path of a \
            watchdog device
            """)
    void refusesVotesAndWitnessesThatMakeNoSense(String more, String message) {
        List<String> lines = new ArrayList<>(List.of("cluster = c", "node = n1 10.0.0.1", "node = n2 10.0.0.2"));
        lines.addAll(List.of(more.split(";")));

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.parse("f", lines, "n1"));

        assertEquals(message, exception.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            two_node = yes           | two_node = yes: when the two nodes do not hear each other, both go on
            two_node = no            | there are 2 votes, an even number, and nothing decides when half of them is here: then all stop
            votes = n1 2;tie_breaker = none;arbitrator = 10.0.9.9 | there are 3 votes, an odd number: half of them is never here
            tie_breaker = lowest;self_fencing_time = off | self_fencing_time = off: a node that lost its quorum ends its resources only
            """)
    void warnsOfWhatIsRisked(String more, String beginning) {
        List<String> lines = new ArrayList<>(List.of("cluster = c", "node = n1 10.0.0.1", "node = n2 10.0.0.2"));
        lines.addAll(List.of(more.split(";")));

        List<String> warnings = SettingsReader.parse("f", lines, "n1").warnings();

        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().startsWith(beginning), warnings.getFirst());
    }

    @Test
    void saysHowToMakeAMissingFile(@TempDir Path directory) {
        Path file = directory.resolve("systole.conf");

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.read(file, "a"));

        assertTrue(exception.getMessage().contains("does not exist: make a cluster with 'crm cluster init'"), exception.getMessage());
    }

    @Test
    void explainsAFileThatIsNoText(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("systole.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.read(file, "a"));

        assertTrue(exception.getMessage().contains("is not UTF-8 text"), exception.getMessage());
    }
}
