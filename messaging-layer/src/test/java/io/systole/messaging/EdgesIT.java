package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memberships at their edges: many members, and members of which not all hear all. */
@Timeout(90)
final class EdgesIT {
    @Test
    void whoHearsTwoThatDoNotHearEachOtherStaysWithOneOfThem() {
        try (var cluster = new LoopbackCluster()) {
            var n1 = cluster.start("n1", 1);
            var n2 = cluster.start("n2", 1);
            var n3 = cluster.start("n3", 1);
            List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));

            int before = n3.heard().memberships().size();
            n1.cutFrom(n2);
            n2.cutFrom(n1);

            RecordingListener.awaitTrue("one to be alone and the other one with n3", () ->
                    n1.heard().members().equals("[n1#1]") && n2.heard().members().equals("[n2#1, n3#1]")
                            || n2.heard().members().equals("[n2#1]") && n1.heard().members().equals("[n1#1, n3#1]"));
            assertEquals(before + 1, n3.heard().memberships().size(), () -> "" + n3.heard().memberships());
            n1.mend();
            n2.mend();
            List.of(n1, n2, n3).forEach(node -> node.heard().awaitMembers("[n1#1, n2#1, n3#1]"));
            assertEquals("merged [n1#1, n2#1, n3#1]", n3.heard().memberships().getLast());
        }
    }

    @Test
    void sixteenMembersThatStartAtTheSameMomentFindEachOtherAndMissOne() {
        try (var cluster = new LoopbackCluster(16)) {
            var nodes = IntStream.rangeClosed(1, 16).mapToObj(i ->
                    cluster.prepare(cluster.settings("n" + i, 1).withFailureDetection(FailureDetectionTimes.DEFAULT))).toList();
            long begin = System.nanoTime();

            nodes.forEach(node -> Thread.ofVirtual().start(() -> node.transport().start(node.heard())));

            nodes.forEach(node -> node.heard().awaitMembers(all(16)));
            long together = System.nanoTime();
            nodes.getLast().crash();
            nodes.subList(0, 15).forEach(node -> node.heard().awaitMembers(all(15)));
            System.out.println("16 members together after " + (together - begin) / 1_000_000 + " ms, one missed after "
                    + (System.nanoTime() - together) / 1_000_000 + " ms");
        }
    }

    private static String all(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> "n" + i + "#1").sorted().collect(Collectors.joining(", ", "[", "]"));
    }
}
