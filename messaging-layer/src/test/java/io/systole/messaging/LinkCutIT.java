package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on three network stacks with a switch between them; cables are pulled, processes killed. */
@Timeout(120)
final class LinkCutIT {
    @TempDir
    Path directory;

    @BeforeEach
    void checkMachine() {
        assumeTrue(NetworkNamespaces.possible(), "needs root, iproute2 and network namespaces");
    }

    @Test
    void aPulledCableCostsTheDeadTimeAndAPluggedOneMerges() throws Exception {
        try (var cluster = new NamespaceCluster(directory, false)) {
            long begin = System.nanoTime();

            cluster.network.unplug("n1", 1);

            cluster.awaitLast("n2", "[n2#1, n3#1]");
            cluster.awaitLast("n3", "[n2#1, n3#1]");
            long lost = millisSince(begin);
            cluster.awaitLast("n1", "[n1#1]");
            begin = System.nanoTime();
            cluster.network.plug("n1", 1);
            for (String node : List.of("n1", "n2", "n3")) {
                cluster.awaitLast(node, "merged [n1#1, n2#1, n3#1]");
            }
            FailureDetectionTimes times = LoopbackCluster.TIMES;
            System.out.println("cable pulled to membership at both survivors: " + lost + " ms (dead time "
                    + times.deadTime().toMillis() + " ms); plugged to merged at all: " + millisSince(begin) + " ms");
            assertTrue(lost < times.deadTime().multipliedBy(3).toMillis(), "took " + lost + " ms");
        }
    }

    /** With IPv6 alone; with IPv4 at the end of {@link #oneOfTwoLinksIsEnough}. */
    @Test
    void aKilledProcessIsGoneAtOnceAlsoOverACable() throws Exception {
        try (var cluster = new NamespaceCluster(directory, true)) {
            assertGoneAtOnce(cluster);
        }
    }

    /** The first link is IPv4, the second IPv6. */
    @Test
    void oneOfTwoLinksIsEnough() throws Exception {
        try (var cluster = new NamespaceCluster(directory, false, true)) {
            int before = cluster.memberships("n2").size();

            cutAndMend(cluster, 2);
            cutAndMend(cluster, 1);

            assertTrue(cluster.memberships("n2").size() == before, () -> "" + cluster.memberships("n2"));
            int printed = cluster.printed("n2");
            cluster.network.unplug("n1", 1);
            cluster.network.unplug("n1", 2);
            cluster.awaitLast("n2", "[n2#1, n3#1]");
            cluster.awaitLast("n1", "[n1#1]");
            cluster.network.plug("n1", 2);
            for (String node : List.of("n1", "n2", "n3")) {
                cluster.awaitLast(node, "merged [n1#1, n2#1, n3#1]");
            }
            assertGoneAtOnce(cluster);
            cluster.awaitLine("n2", printed, "link 1 to n1");
        }
    }

    /** Links 1 and 2 are IPv4 and share a group, link 3 is IPv6 and has its own. */
    @Test
    void multicastTakesEveryLink() throws Exception {
        try (var cluster = NamespaceCluster.withMulticast(directory, false, false, true)) {
            int before = cluster.memberships("n2").size();

            cutAndMend(cluster, 1);
            cluster.network.detach("n1", 3);
            cluster.awaitLine("n2", 0, "link 3 to n1 (fd00:77:101::2 to fd00:77:101::1) is down: nothing is heard over it");
            cluster.network.attach("n1", 3);
            cluster.awaitLine("n2", 0, "link 3 to n1 (fd00:77:101::2 to fd00:77:101::1) is up");
            assertTrue(cluster.memberships("n2").size() == before, () -> "" + cluster.memberships("n2"));
        }
    }

    private static void cutAndMend(NamespaceCluster cluster, int link) throws IOException {
        int one = cluster.printed("n1");
        int two = cluster.printed("n2");
        int three = cluster.printed("n3");
        cluster.network.unplug("n1", link);
        cluster.awaitLine("n1", one, "link " + link + " to n2 (" + cluster.network.address("n1", link) + " to "
                + cluster.network.address("n2", link) + ") is down: nothing is heard over it");
        cluster.awaitLine("n2", two, "link " + link + " to n1");
        cluster.awaitLine("n3", three, "link " + link + " to n1");
        cluster.broadcast("n1");
        cluster.broadcast("n3");
        cluster.awaitLine("n2", two, "message from n1");
        cluster.awaitLine("n3", three, "message from n1");
        cluster.awaitLine("n1", one, "message from n3");
        cluster.network.plug("n1", link);
        cluster.awaitLine("n1", one, "link " + link + " to n2 (" + cluster.network.address("n1", link) + " to "
                + cluster.network.address("n2", link) + ") is up");
    }

    private static void assertGoneAtOnce(NamespaceCluster cluster) {
        long begin = System.nanoTime();

        cluster.kill("n3");

        for (String node : List.of("n1", "n2")) {
            cluster.awaitLast(node, "[n1#1, n2#1]");
        }
        long millis = millisSince(begin);
        System.out.println("kill -9 to membership at both survivors: " + millis + " ms");
        assertTrue(millis < LoopbackCluster.TIMES.deadTime().toMillis(), "took " + millis + " ms");
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
