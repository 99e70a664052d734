package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.core.membership.NodeName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class JGroupsSettingsTest {
    private static final ClusterKey KEY = ClusterKey.generate();

    @Test
    void defaultsAreThese() {
        JGroupsSettings settings = JGroupsSettings.forNodes(nodes("n1", "10.0.0.1", "n2", "10.0.0.2"), name("n1"), 1, KEY);

        assertEquals("systole", settings.clusterName());
        assertEquals(5405, settings.port());
        assertEquals(Duration.ofSeconds(2), settings.failureDetection().deadTime());
        assertEquals(Duration.ofSeconds(1), FailureDetectionTimes.FAST.deadTime());
    }

    @Test
    void aNodeThatIsNotListedIsToldTheList() {
        assertEquals("this node is called \"n9\", which is not in the node list (n1, n2): add it to the list on every node,"
                + " or start the daemon under its listed name",
                refusal(() -> JGroupsSettings.forNodes(nodes("n1", "10.0.0.1", "n2", "10.0.0.2"), name("n9"), 1, KEY)));
    }

    @Test
    void badValuesAreNamed() {
        SortedMap<NodeName, String> nodes = nodes("n1", "10.0.0.1");
        JGroupsSettings good = JGroupsSettings.forNodes(nodes, name("n1"), 1, KEY);

        assertEquals("the cluster port 70000 is not between 1 and 65535", refusal(() -> good.withPort(70_000)));
        assertEquals("the cluster name is empty: give one, the same on every node", refusal(() -> good.withClusterName(" ")));
        assertEquals("the incarnation of node \"n1\" is 0, it must be 1 or more",
                refusal(() -> JGroupsSettings.forNodes(nodes, name("n1"), 0, KEY)));
        assertEquals("there is no cluster key: make one with \"crm cluster init\" on the first node, and copy it to the others",
                refusal(() -> JGroupsSettings.forNodes(nodes, name("n1"), 1, null)));
    }

    @Test
    void aBadNodeListIsNamed() {
        assertEquals("node list: \"n2\" has no address: write one behind its name",
                refusal(() -> JGroupsSettings.forNodes(nodes("n1", "10.0.0.1", "n2", " "), name("n1"), 1, KEY)));
        assertEquals("node list: \"n1\" and \"n2\" have the same address 10.0.0.1: give each its own",
                refusal(() -> JGroupsSettings.forNodes(nodes("n1", "10.0.0.1", "n2", "10.0.0.1"), name("n1"), 1, KEY)));
    }

    @Test
    void linksThatDoNotFitTogetherAreNamed() {
        assertEquals("node list: \"n1\" has 2 addresses and \"n2\" 1: give every node one in each network, in the same order",
                refusal(() -> new Peers.NodeList(new TreeMap<>(Map.of(name("n1"), List.of("10.0.0.1", "10.1.0.1"),
                        name("n2"), List.of("10.0.0.2"))))));
        assertEquals("node list: \"n1\" has the address 10.0.0.1 twice: each of its links needs its own",
                refusal(() -> new Peers.NodeList(new TreeMap<>(Map.of(name("n1"), List.of("10.0.0.1", "10.0.0.1"))))));
    }

    @Test
    void aBadMulticastGroupIsNamed() {
        assertEquals("multicast: \"10.0.0.1\" is no multicast address: use one of 239.0.0.0 to 239.255.255.255, or of ff15::/16",
                refusal(() -> new Peers.Multicast("10.0.0.5", "10.0.0.1", 5406)));
        assertEquals("multicast: \"group.example\" is no multicast address: use one of 239.0.0.0 to 239.255.255.255, or of ff15::/16",
                refusal(() -> new Peers.Multicast("10.0.0.5", "group.example", 5406)));
        assertEquals("multicast: no bind address: give this node's address in the cluster's network",
                refusal(() -> new Peers.Multicast("", "239.1.2.3", 5406)));
    }

    @Test
    void eachLinkHasAGroupOrAllHaveOne() {
        assertEquals("multicast: there are 2 groups for 3 links: give one group for each link, in the order of the addresses,"
                + " or one for all",
                refusal(() -> multicast(List.of("239.1.2.3", "ff15::7"), "10.0.0.1", "fd00::1", "10.2.0.1")));
        Peers.Multicast defaults = multicast(List.of(), "10.0.0.1", "fd00::1");
        assertEquals("239.255.83.89", defaults.group(0, InetAddress.ofLiteral("10.0.0.1")).getHostAddress());
        assertEquals(InetAddress.ofLiteral("ff15::5359"), defaults.group(1, InetAddress.ofLiteral("fd00::1")));
    }

    @Test
    void aGroupOfTheOtherFamilyIsRefusedOnceNamesAreLookedUp() {
        JGroupsSettings settings = JGroupsSettings.defaults(multicast(List.of("239.1.2.3"), "10.0.0.1", "fd00::1"), name("n1"), 1, KEY);

        assertEquals("multicast: the group 239.1.2.3 cannot be used on link 2 from fd00:0:0:0:0:0:0:1, which is of the other family:"
                + " give one group for each link, for example 239.255.83.89 ff15::5359",
                assertThrows(UnusableAddressException.class, () -> LinkTable.of(settings)).getMessage());
    }

    private static Peers.Multicast multicast(List<String> groups, String... addresses) {
        return new Peers.Multicast(List.of(addresses), new TreeMap<>(), groups, 5406);
    }

    @Test
    void timesThatCannotWorkAreNamed() {
        assertEquals("deadtime is 700 ms, it must be at least twice keepalive (400 ms), or one lost datagram would cost a node",
                refusal(() -> new FailureDetectionTimes(Duration.ofMillis(400), Duration.ofMillis(700), Duration.ofMillis(100))));
        assertEquals("warntime is 300 ms, it must lie between keepalive (400 ms) and deadtime (2000 ms), or it would warn always or never",
                refusal(() -> new FailureDetectionTimes(Duration.ofMillis(400), Duration.ofMillis(2000), Duration.ofMillis(100),
                        Duration.ofMillis(300))));
        assertEquals("keepalive is 5 ms, it must be 20 ms or more",
                refusal(() -> new FailureDetectionTimes(Duration.ofMillis(5), Duration.ofMillis(700), Duration.ofMillis(100))));
    }

    private static String refusal(Executable what) {
        return assertThrows(IllegalArgumentException.class, what).getMessage();
    }

    private static NodeName name(String text) {
        return new NodeName(text);
    }

    private static SortedMap<NodeName, String> nodes(String... namesAndAddresses) {
        SortedMap<NodeName, String> nodes = new TreeMap<>();
        for (int i = 0; i < namesAndAddresses.length; i += 2) {
            nodes.put(name(namesAndAddresses[i]), namesAndAddresses[i + 1]);
        }
        return nodes;
    }
}
