package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three processes on three network stacks with a switch between them; cables are pulled, processes killed. */
@Timeout(120)
final class LinkCutIT {
    private static final int PORT = JGroupsSettings.DEFAULT_PORT;

    @TempDir
    Path directory;

    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> output = new LinkedHashMap<>();
    private NetworkNamespaces network;

    private void startThree(boolean ipv6) throws IOException {
        assumeTrue(NetworkNamespaces.possible(), "needs root, iproute2 and network namespaces");
        network = new NetworkNamespaces(3, ipv6);
        Path key = directory.resolve("authkey");
        new ClusterKeyFile(key).write(ClusterKey.generate());
        List<String> nodes = List.of("n1", "n2", "n3").stream().map(node -> node + "=" + network.address(node)).toList();
        for (String node : List.of("n1", "n2", "n3")) {
            Process process = network.run(node, MemberProcess.command(key, PORT, node, 1, nodes));
            processes.put(node, process);
            List<String> lines = new CopyOnWriteArrayList<>();
            output.put(node, lines);
            BufferedReader reader = process.inputReader();
            Thread.ofVirtual().start(() -> reader.lines().forEach(lines::add));
        }
        for (String node : processes.keySet()) {
            await(node, "[n1#1, n2#1, n3#1]", last -> last.endsWith(" [n1#1, n2#1, n3#1]"));
        }
    }

    @AfterEach
    void cleanUp() throws InterruptedException {
        for (Process process : processes.values()) {
            process.destroyForcibly().waitFor();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aPulledCableCostsTheDeadTimeAndAPluggedOneMerges() throws IOException {
        startThree(false);
        long begin = System.nanoTime();

        network.unplug("n1");

        awaitLast("n2", "[n2#1, n3#1]");
        awaitLast("n3", "[n2#1, n3#1]");
        long lost = millisSince(begin);
        awaitLast("n1", "[n1#1]");
        begin = System.nanoTime();
        network.plug("n1");
        for (String node : processes.keySet()) {
            awaitLast(node, "merged [n1#1, n2#1, n3#1]");
        }
        FailureDetectionTimes times = LoopbackCluster.TIMES;
        System.out.println("cable pulled to membership at both survivors: " + lost + " ms (dead time "
                + times.deadTime().toMillis() + " ms); plugged to merged at all: " + millisSince(begin) + " ms");
        assertTrue(lost < times.deadTime().multipliedBy(3).toMillis(), "took " + lost + " ms");
    }

    @ParameterizedTest(name = "IPv6 {0}")
    @ValueSource(booleans = {false, true})
    void aKilledProcessIsGoneAtOnceAlsoOverACable(boolean ipv6) throws IOException {
        startThree(ipv6);
        long begin = System.nanoTime();

        processes.get("n3").destroyForcibly();

        awaitLast("n1", "[n1#1, n2#1]");
        awaitLast("n2", "[n1#1, n2#1]");
        long millis = millisSince(begin);
        System.out.println("kill -9 to membership at both survivors: " + millis + " ms");
        assertTrue(millis < LoopbackCluster.TIMES.deadTime().toMillis(), "took " + millis + " ms");
    }

    private void awaitLast(String node, String membership) {
        await(node, membership, ("membership: " + membership)::equals);
    }

    private void await(String node, String membership, Predicate<String> expected) {
        List<String> lines = output.get(node);
        try {
            RecordingListener.awaitTrue("membership", () -> lines.stream().filter(line -> line.startsWith("membership: "))
                    .reduce((first, last) -> last).filter(expected).isPresent());
        } catch (AssertionError late) {
            throw new AssertionError(node + " did not come to " + membership + ", it printed " + lines, late);
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
