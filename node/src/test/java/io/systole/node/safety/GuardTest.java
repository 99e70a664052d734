package io.systole.node.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.ResourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    private Path directory;

    private final List<String> done = new ArrayList<>();
    private final List<List<ResourceId>> left = new ArrayList<>();

    private final Guard.Hand hand = new Guard.Hand() {
        @Override
        public List<ResourceId> end(Duration within) {
            done.add("end");
            return left.isEmpty() ? List.of() : left.removeFirst();
        }

        @Override
        public void reset(String reason) {
            done.add(reason);
        }
    };

    @Test
    void withoutADeadlineThereIsNothingToGuard() throws Exception {
        Guard.run(directory, Duration.ofSeconds(1), hand);

        assertEquals(List.of(), done);
    }

    @Test
    void whatRunsIsEndedWhenTheDeadlineHasPassedAndThenTheGuardGoes() throws Exception {
        var deadline = new DeadlineFile(directory);
        deadline.write(System.nanoTime() - 1);

        Guard.run(directory, Duration.ofSeconds(1), hand);

        assertEquals(List.of("end"), done);
        assertEquals(OptionalLong.empty(), deadline.read());
    }

    @Test
    void whatCannotBeEndedIsTriedAgainAndTheMachineIsToBeReset() throws Exception {
        new DeadlineFile(directory).write(System.nanoTime() - 1);
        left.add(List.of(new ResourceId("web")));

        Guard.run(directory, Duration.ofSeconds(1), hand);

        assertEquals(List.of("end", "could not end [web]", "end"), done);
    }

    @Test
    void aDamagedDeadlineIsNone() throws Exception {
        Files.writeString(directory.resolve("deadline"), "soon\n");

        assertEquals(OptionalLong.empty(), new DeadlineFile(directory).read());
    }

    @Test
    void theDeviceResetsTheMachineWithinTheSelfFencingTime() {
        assertEquals(Duration.ofSeconds(5), SafetyNet.deviceTimeout(Duration.ofSeconds(30)));
        assertEquals(Duration.ofSeconds(2), SafetyNet.deviceTimeout(Duration.ofSeconds(5)));
        assertTrue(SafetyNet.deviceTimeout(Duration.ofSeconds(1)).compareTo(Duration.ofSeconds(1)) <= 0);
    }
}
