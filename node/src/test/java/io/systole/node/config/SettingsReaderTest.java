package io.systole.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.NodeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
                log_level = debug
                """;

        NodeSettings settings = SettingsReader.parse("systole.conf", file.lines().toList(), "elsewhere");

        assertEquals("shop", settings.cluster());
        assertEquals(new NodeName("b"), settings.name());
        assertEquals(List.of("10.0.0.1", "10.0.0.2"), List.copyOf(settings.nodes().values()));
        assertEquals(6000, settings.port());
        assertEquals(Optional.of("239.1.2.3"), settings.multicast());
        assertEquals(NodeSettings.Detection.FAST, settings.detection());
        assertTrue(settings.twoNode());
        assertFalse(settings.waitForAll());
        assertEquals(NodeSettings.OnStop.LEAVE, settings.onStop());
        assertEquals(Duration.ofMinutes(2), settings.stopTimeout());
        assertEquals(3, settings.parallelOperations());
        assertEquals("debug", settings.logLevel());
    }

    @Test
    void needsOnlyClusterAndNodesAndTakesTheHostName() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster=c", "node=n1 ::1", "node=n2 10.0.0.2"), "n2");

        assertEquals(new NodeName("n2"), settings.name());
        assertEquals(Optional.empty(), settings.multicast());
        assertFalse(settings.twoNode());
        assertEquals(NodeSettings.OnStop.MOVE, settings.onStop());
    }

    @Test
    void twoNodeImpliesWaitForAll() {
        NodeSettings settings = SettingsReader.parse("f", List.of("cluster=c", "node=a 1.1.1.1", "node=b 1.1.1.2", "two_node=yes"), "a");

        assertTrue(settings.waitForAll());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            prot = 5405              | f:4: unknown key 'prot'; did you mean "port"?
            port 5405                | f:4: 'port 5405' has no '=': write key = value
            port = many              | f:4: port = many is not possible: it takes a port from 1 to 65534, for example: port = 5405
            port = 70000             | f:4: port = 70000 is not possible: it takes a port from 1 to 65534, for example: port = 5405
            detection =              | f:4: detection has no value: it takes express, fast, normal or relaxed
            cluster = d              | f:4: cluster was given in line 1 already: remove one of the two
            node = n1 10.0.0.9       | f:4: node n1 is there twice: remove one of the two lines
            node = n4 10.0.0.1       | f:4: address 10.0.0.1 belongs to another node already: each node needs its own
            node = n4                | f:4: node = n4 is not a name and an address: it takes one line for each node with its name \
            and address, for example: node = n1 10.0.0.1
            wait_for_all = perhaps   | f:4: wait_for_all = perhaps is not possible: it takes yes or no
            transport = pigeon       | f:4: transport = pigeon is not possible: it takes unicast or multicast
            detection = slow         | f:4: detection = slow is not possible: it takes express, fast, normal or relaxed
            stop_timeout = soon      | f:4: stop_timeout = soon is not possible: it takes a time such as 90s, 20min or 1h
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
    void refusesAGroupForUnicast() {
        List<String> lines = List.of("cluster = c", "node = a 1.1.1.1", "transport = unicast", "multicast = 239.1.1.1");

        var exception = assertThrows(SettingsException.class, () -> SettingsReader.parse("f", lines, "a"));

        assertEquals("f:4: multicast = 239.1.1.1 contradicts transport = unicast: remove one of the two", exception.getMessage());
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
