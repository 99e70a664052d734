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
    private static final String HOLDER_RUNS = "pgrep -r DRS -f '[h]old-address.pl' > /dev/null";

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
    void theNeighbourLearnsTheNewHardwareAddressAndIsToldAgain() {
        String mine = yard.sh("ip -o link show eth0 | sed 's/.*ether //; s/ .*//'").output().strip();
        String wrong = "ip -n peer neigh replace 10.9.0.80 lladdr 02:00:00:00:00:99 dev eth1 nud reachable";
        String learns = "for i in $(seq 100); do ip -n peer neigh show 10.9.0.80 | grep -q " + mine
            + " && exit 0; sleep 0.1; done; ip -n peer neigh show 10.9.0.80; exit 1";
        yard.sh(wrong);

        Ran started = yard.resource("IPaddr", Map.of("ip", "10.9.0.80")).run("start");
        Ran learned = yard.sh(learns);
        yard.sh(wrong);
        Ran learnedAgain = yard.sh(learns);

        assertEquals(0, started.code(), started.output());
        assertEquals(0, learned.code(), learned.output());
        assertEquals(0, learnedAgain.code(), learnedAgain.output());
    }

    @Test
    void afterAStopNobodyIsToldOfTheAddressAnyMore() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "9", "announce_interval", "60"));
        address.run("start");
        String announcing = "pgrep -r DRS -c -f '[h]old-address.pl'";

        Ran before = yard.sh(announcing);
        address.run("stop");
        Ran after = yard.sh("for i in $(seq 100); do [ $(" + announcing + ") = 0 ] && exit 0; sleep 0.1; done; " + announcing);

        assertTrue(!before.output().strip().equals("0"), before.output());
        assertEquals(0, after.code(), after.output());
        assertEquals("", yard.sh("ls /run/resource-agents").output(), "and nothing is left");
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

        Resource address = yard.resource("IPaddr", Map.of("ip", "fd09::80", "check_time", "5000"));
        Ran asked = address.run("start");
        assertEquals(1, asked.code(), asked.output());
        assertEquals("fd09::80 is in use: the machine with hardware address " + hardwareOfThePeer() + " answers for it on eth0; free it "
            + "there first", asked.reason());

        // Who cannot ask leaves it to the kernel.
        String perl = new Told(yard).program("perl", "echo cannot ask; exit 1");
        Ran detected = address.run("start", Map.of("PATH", perl.replace("/perl", "") + ":/usr/sbin:/usr/bin:/sbin:/bin"));
        assertEquals(1, detected.code(), detected.output());
        assertEquals("fd09::80 is in use: another machine answers for it on eth0 (duplicate address detection); free it there first",
            detected.reason());
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
    void whoeverClaimsTheAddressAsWellIsSeenAtOnceAndAnsweredByAnAnnouncement() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "0"));
        address.run("start");
        assertEquals(0, address.run("monitor").code());
        yard.sh("ip netns exec peer sysctl -qw net.ipv4.neigh.eth1.locktime=0; "
            + "ip -n peer neigh replace 10.9.0.80 lladdr 02:00:00:00:00:99 dev eth1 nud reachable");
        String other = claim("10.9.0.80");

        Ran ended = untilTheHolderEnds();
        Ran monitored = address.run("monitor");

        assertEquals(0, ended.code(), "the program that listens has not ended");
        assertEquals(190, monitored.code(), monitored.output());
        assertTrue(monitored.reason().matches("another machine claims 10.9.0.80, too: hardware address " + other + " on eth0, "
            + "claims so far: \\d+, the last \\d+ s ago; the neighbours are told each time that it is here; "
            + "take the address from that machine"),
            monitored.reason());
        assertEquals(0, yard.sh("for i in $(seq 100); do ip -n peer neigh show 10.9.0.80 | grep -q \"$(ip -o link show eth0 | sed "
            + "'s/.*ether //; s/ .*//')\" && exit 0; sleep 0.1; done; exit 1").code(), "the neighbour was told again");
        assertEquals(0, address.run("monitor", Map.of("OCF_RESKEY_CRM_meta_interval", "0")).code(), "it is active, says a probe");
        assertEquals(0, address.run("stop").code());
    }

    @Test
    void inADuelItGivesUpIfToldSoAndStartsNotBeforeTheOtherIsGone() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "1", "duel", "fail", "check_time", "5000"));
        address.run("start");
        yard.sh("ip -n peer addr add 10.9.0.80/24 dev eth1");
        claim("10.9.0.80");
        untilTheHolderEnds();

        Ran monitored = address.run("monitor");
        address.run("stop");
        Ran started = address.run("start");

        assertEquals(1, monitored.code(), monitored.output());
        assertTrue(monitored.reason().contains("it is given up here, as duel=fail says"), monitored.reason());
        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().startsWith("10.9.0.80 is in use: the machine with hardware address"), started.reason());
    }

    @Test
    void findsAnotherHolderThatKeepsQuietByAsking() {
        Resource four = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "1", "duel", "report"));
        Resource six = yard.resource("IPaddr", Map.of("ip", "fd09::80", "announce_count", "1", "duel", "report", "check_in_use", "false"));
        four.run("start");
        yard.sh("ip -n peer addr add 10.9.0.80/24 dev eth1");
        assertEquals(0, untilTheHolderEnds().code(), "the silent holder of the IPv4 address was not found");
        assertEquals(190, four.run("monitor").code());
        four.run("stop");

        six.run("start");
        yard.sh("ip -n peer -6 addr add fd09::80/64 dev eth1 nodad");
        assertEquals(0, untilTheHolderEnds().code(), "the silent holder of the IPv6 address was not found");
        Ran monitored = six.run("monitor");

        assertEquals(190, monitored.code(), monitored.output());
        assertTrue(monitored.reason().startsWith("another machine claims fd09::80, too: hardware address " + hardwareOfThePeer()),
            monitored.reason());
    }

    @Test
    void theProgramThatListensIsStartedAgainAndNotIfItIsOff() {
        Resource address = yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "0"));
        address.run("start");
        yard.sh("pkill -f [h]old-address.pl");
        untilTheHolderEnds();

        address.run("monitor");
        int again = yard.sh(HOLDER_RUNS).code();
        yard.resource("IPaddr", Map.of("ip", "10.9.0.80", "announce_count", "0", "duel", "off")).run("reload-agent");

        assertEquals(0, again);
        assertEquals(0, untilTheHolderEnds().code());
    }

    private Ran untilTheHolderEnds() {
        return yard.sh("for i in $(seq 200); do " + HOLDER_RUNS + " || exit 0; sleep 0.05; done; exit 1");
    }

    /** The neighbour announces an address as its own; gives its hardware address. */
    private String claim(String ip) {
        yard.sh("for i in $(seq 100); do " + HOLDER_RUNS + " && break; sleep 0.05; done");
        yard.sh("ip netns exec peer sysctl -qw net.ipv4.ip_nonlocal_bind=1; ip netns exec peer arping -q -U -c 2 -I eth1 " + ip);
        return hardwareOfThePeer();
    }

    private String hardwareOfThePeer() {
        return yard.sh("ip -n peer -o link show eth1 | sed 's/.*ether //; s/ .*//'").output().strip();
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
        assertMistake(6, "cidr_netmask=\"255.0.255.0\" is wrong; write a number from 1 to 32, such as 24",
            Map.of("ip", "10.9.0.80", "cidr_netmask", "255.0.255.0"));
        assertMistake(6, "ip=\"10.9.0.80\" with the mask 28 is the address of its whole network; correct ip or cidr_netmask",
            Map.of("ip", "10.9.0.80", "cidr_netmask", "28"));
        assertMistake(2, "ip=\"10.9.0.255\" with the mask 24 is the broadcast address of its network; correct ip or cidr_netmask",
            Map.of("ip", "10.9.0.255"));
        assertMistake(6, "duel=\"pistols\" is not understood; write reannounce, report, fail or off",
            Map.of("ip", "10.9.0.80", "duel", "pistols"));
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
