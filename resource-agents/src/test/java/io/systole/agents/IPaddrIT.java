package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:IPaddr} on a network with a neighbour. */
class IPaddrIT {
    private Yard yard;

    @BeforeEach
    void open() {
        yard = Yard.open("ip", "arping");
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void takesAndReleasesAnAddressAnyNumberOfTimes() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80"));

        List<Integer> codes = address.codes(
            "stop", "monitor", "start", "monitor", "start", "monitor", "reload-agent", "stop", "monitor", "stop");

        assertEquals(List.of(0, 7, 0, 0, 0, 0, 0, 0, 7, 0), codes);
    }

    @Test
    void findsInterfaceAndMaskByItself() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "iflabel", "web"));

        Ran started = address.run("start");

        assertEquals(0, started.code(), started.output());
        String shown = yard.sh("ip -o -4 addr show to 10.9.0.80").output();
        assertTrue(shown.contains("eth0") && shown.contains("10.9.0.80/24 brd 10.9.0.255") && shown.contains("eth0:web"), shown);
    }

    @Test
    void theNeighbourLearnsTheNewHardwareAddress() {
        String mine = yard.sh("ip -o link show eth0 | sed 's/.*ether //; s/ .*//'").output().strip();
        yard.sh("ip -n peer neigh replace 10.9.0.80 lladdr 02:00:00:00:00:99 dev eth1 nud reachable");

        Ran started = yard.resource("IPaddr", Map.of("ip", "10.9.0.80")).run("start");

        assertEquals(0, started.code(), started.output());
        Ran learned = yard.sh("for i in $(seq 100); do ip -n peer neigh show 10.9.0.80 | grep -q " + mine
            + " && exit 0; sleep 0.1; done; ip -n peer neigh show 10.9.0.80; exit 1");
        assertEquals(0, learned.code(), learned.output());
    }

    @Test
    void afterAStopNobodyIsToldOfTheAddressAnyMore() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "9", "announce_interval", "60"));
        address.run("start");
        String announcing = "ps -eo args | grep -c '[I]Paddr start\\|[a]rping .*10.9.0.80\\|[s]leep 60'";

        Ran before = yard.sh(announcing);
        address.run("stop");
        Ran after = yard.sh("for i in $(seq 100); do [ $(" + announcing + ") = 0 ] && exit 0; sleep 0.1; done; " + announcing);

        assertTrue(!before.output().strip().equals("0"), before.output());
        assertEquals(0, after.code(), after.output());
    }

    @Test
    void refusesAnAddressThatAnotherMachineHasAndNamesIt() {
        yard.sh("ip -n peer addr add 10.9.0.80/24 dev eth1");
        String other = yard.sh("ip -n peer -o link show eth1 | sed 's/.*ether //; s/ .*//'").output().strip();

        // A busy machine may take longer to start arping than a neighbour to answer.
        Ran started = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "check_time", "5000")).run("start");

        assertEquals(1, started.code());
        assertTrue(started.reason().toLowerCase().startsWith("10.9.0.80 is in use: the machine with hardware address " + other),
            started.reason());
        assertEquals("", yard.sh("ip -o -4 addr show to 10.9.0.80").output());
    }

    @Test
    void refusesAnIpv6AddressThatAnotherMachineHas() {
        yard.sh("ip -n peer -6 addr add fd09::80/64 dev eth1 nodad");

        Ran started = yard.resource("IPaddr", Map.of("ip", "fd09::80")).run("start");

        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().startsWith("fd09::80 is in use"), started.reason());
        assertEquals("", yard.sh("ip -o -6 addr show to fd09::80").output());
    }

    @Test
    void takesAnIpv6AddressThatIsFree() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "fd09::81"));

        List<Integer> codes = address.codes("start", "monitor", "start", "stop", "monitor");

        assertEquals(List.of(0, 0, 0, 0, 7), codes);
    }

    @Test
    void severalAddressesLiveOnOneInterface() {
        Resource one = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "check_in_use", "false"));
        Resource other = yard.resource("IPaddr", Map.of("ip", "10.9.0.8", "check_in_use", "false"));
        one.run("start");
        other.run("start");

        Ran stopped = other.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(0, one.run("monitor").code());
        assertEquals(7, other.run("monitor").code());
    }

    @Test
    void anInterfaceThatWentDownIsAFailure() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "check_in_use", "false"));
        address.run("start");
        yard.sh("ip link set eth0 down");

        Ran monitored = address.run("monitor");

        assertEquals(1, monitored.code(), monitored.output());
        assertEquals("interface eth0, which has 10.9.0.80, is down", monitored.reason());
    }

    @Test
    void tellsWhatIsWrongWithTheParameters() {
        assertMistake(6, "parameter ip is missing; add ip=<address>", Map.of());
        assertMistake(6, "ip=\"10.9.0.80/24\" has a mask; write ip=10.9.0.80 cidr_netmask=24", Map.of("ip", "10.9.0.80/24"));
        assertMistake(6, "ip=\"10.9.0.800\" is not an IPv4 address; it needs four numbers from 0 to 255", Map.of("ip", "10.9.0.800"));
        assertMistake(6, "check_time=\"0\" is not understood; write milliseconds from 1 to 99999",
            Map.of("ip", "10.9.0.80", "check_time", "0"));
        assertMistake(6, "cidr_netmask=\"33\" is wrong; write a number from 1 to 32, such as 24",
            Map.of("ip", "10.9.0.80", "cidr_netmask", "33"));
        assertMistake(2, "nic=\"eth7\" does not exist on this node; interfaces here: lo eth0 ", Map.of("ip", "10.9.0.80", "nic", "eth7"));
        assertMistake(2, "no interface of this node is in the network of 172.16.0.1; set nic, or give the node an address in that "
            + "network", Map.of("ip", "172.16.0.1"));
    }

    private void assertMistake(int code, String reason, Map<String, String> parameters) {
        Ran validated = yard.resource("IPaddr", parameters).run("validate-all");
        assertEquals(reason, validated.reason());
        assertEquals(code, validated.code());
    }
}
