package io.systole.node.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.throttle.NodeLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLoadTest {
    @TempDir
    private Path root;
    private Duration now = Duration.ofHours(3);

    @BeforeEach
    void aMachineOfSixCores() throws IOException {
        write("proc/loadavg", "3.07 1.20 0.90 2/345 6789\n");
        write("sys/devices/system/cpu/online", "0-3,6,8\n");
        loopUsed(500, 100);
    }

    @Test
    void loadAndCoresAreTheMachines() {
        assertEquals(new NodeLoad(6, 307, 0, OptionalInt.of(7)), gauge(OptionalInt.of(7)).read().orElseThrow());
    }

    @Test
    void theLoadIsReadAnewAfterFiveSeconds() throws IOException {
        MachineLoad gauge = gauge(OptionalInt.empty());
        gauge.read();
        write("proc/loadavg", "9.50 1.20 0.90 2/345 6789\n");

        now = now.plusSeconds(4);
        int soon = gauge.read().orElseThrow().average();
        now = now.plusSeconds(1);

        assertEquals(307, soon);
        assertEquals(950, gauge.read().orElseThrow().average());
    }

    @Test
    void theLoopsShareIsTakenOverHalfAMinute() throws IOException {
        MachineLoad gauge = gauge(OptionalInt.empty());
        gauge.read();
        loopUsed(500 + 2000, 100 + 700);

        now = now.plusSeconds(29);
        int soon = gauge.read().orElseThrow().loop();
        now = now.plusSeconds(6);

        assertEquals(0, soon);
        assertEquals(77, gauge.read().orElseThrow().loop(), "27 of 35 seconds");
    }

    @Test
    void aMachineThatTellsNothingCountsAsAtRest() {
        var gauge = new MachineLoad(root.resolve("nowhere"), () -> now, OptionalInt.empty(), false);

        NodeLoad load = gauge.read().orElseThrow();

        assertEquals(new NodeLoad(Runtime.getRuntime().availableProcessors(), 0, 0, OptionalInt.empty()), load);
    }

    @Test
    void onASharedMachineTheLoadAverageSaysNothing() {
        var gauge = new MachineLoad(root, () -> now, OptionalInt.empty(), true);

        assertEquals(NodeLoad.idle(6), gauge.read().orElseThrow());
    }

    @Test
    void thisMachineIsUnderstood() {
        NodeLoad load = new MachineLoad(Path.of("/"), () -> now, OptionalInt.empty(), false).read().orElseThrow();

        assertTrue(load.cores() >= Runtime.getRuntime().availableProcessors(), load::toString);
    }

    private MachineLoad gauge(OptionalInt ownLimit) {
        return new MachineLoad(root, () -> now, ownLimit, false);
    }

    private void loopUsed(int user, int system) throws IOException {
        write("proc/thread-self/stat", "42 (a (strange) name) S 1 42 42 0 -1 4194304 1 2 3 4 " + user + " " + system
                + " 0 0 20 0 1 0 9 9\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
