package io.systole.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The groups in which nodes find each other; n1 and n2 have an IPv4 link and an IPv6 link. */
class MulticastSettingsTest {
    private static final List<String> NODES = List.of("cluster = c", "node = n1 10.0.0.1 fd00::1", "node = n2 10.0.0.2 fd00::2");

    private static NodeSettings read(String... more) {
        return SettingsReader.parse("f", Stream.concat(NODES.stream(), Stream.of(more)).toList(), "n1");
    }

    @Test
    void eachLinkHasItsGroupOrTheDefaultOfItsFamily() {
        assertEquals(Optional.of(List.of("239.1.2.3", "ff15::7")), read("multicast = 239.1.2.3, ff15::7").multicast());
        assertEquals(Optional.of(List.of()), read("transport = multicast").multicast());
        assertEquals(Optional.empty(), read().multicast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multicast = 10.0.0.9 ff15::7          | f:4: multicast = 10.0.0.9 ff15::7 is not possible: it takes a multicast group, or one \
            for each link, for example: multicast = 239.255.83.89 ff15::5359
            multicast = group.example             | f:4: multicast = group.example is not possible: it takes a multicast group, or one \
            for each link, for example: multicast = 239.255.83.89 ff15::5359
            multicast = 239.1.1.1 ff15::7 ff15::8 | f:4: multicast = 239.1.1.1 ff15::7 ff15::8 has 3 groups, but a node has 2 addresses: \
            give one group for each address, in their order, or one for all
            multicast = 239.1.1.1                 | f:4: the group 239.1.1.1 cannot be used on link 2, where node n1 has fd00::1, which is \
            of the other family: give one group for each address, in their order, for example 239.255.83.89 for IPv4 and \
            ff15::5359 for IPv6
            """)
    void namesLineAndFixOfAMistake(String line, String message) {
        assertEquals(message, assertThrows(SettingsException.class, () -> read(line)).getMessage());
    }

    @Test
    void aNameWaitsUntilItIsLookedUp() {
        assertEquals(Optional.of(List.of("239.1.1.1")),
                SettingsReader.parse("f", List.of("cluster = c", "node = n1 n1.example", "multicast = 239.1.1.1"), "n1").multicast());
    }

    @Test
    void refusesAGroupForUnicast() {
        var refused = assertThrows(SettingsException.class, () -> read("transport = unicast", "multicast = 239.1.1.1"));

        assertEquals("f:5: multicast = 239.1.1.1 contradicts transport = unicast: remove one of the two", refused.getMessage());
    }

    @Test
    void warnsOfNodesThatWouldNotCount() {
        assertEquals(List.of("transport = multicast with n1 as the only node: a node that is found without being listed has no vote,"
                        + " so each may go on alone and all may run the same; list every node on every node"),
                SettingsReader.parse("f", List.of("cluster = c", "node = n1 10.0.0.1", "transport = multicast"), "n1").warnings());
    }
}
