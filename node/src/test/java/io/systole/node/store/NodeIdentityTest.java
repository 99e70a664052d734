package io.systole.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private static final Clock SET_BACK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);
    @TempDir
    private Path directory;

    @Test
    void eachStartHasAGreaterIncarnationEvenIfTheClockWasSetBack() {
        NodeIdentity first = NodeIdentity.next(directory, N1, NOW);

        NodeIdentity second = NodeIdentity.next(directory, N1, NOW);
        NodeIdentity third = NodeIdentity.next(directory, N1, SET_BACK);

        assertEquals(List.of(new Member(N1, 1_800_000_000), new Member(N1, 1_800_000_001), new Member(N1, 1_800_000_002)),
                List.of(first.member(), second.member(), third.member()));
    }

    @Test
    void aDamagedFileIsPutAsideAndTheTimeStillMakesItGreater() throws IOException {
        NodeIdentity.next(directory, N1, SET_BACK);
        Files.writeString(directory.resolve("incarnation"), "");

        NodeIdentity next = NodeIdentity.next(directory, N1, NOW);

        assertEquals(new Member(N1, 1_800_000_000), next.member());
        assertEquals(1, next.warnings().size());
    }
}
