package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cluster key is changed while the cluster runs, each node with a key file of its own. */
@Timeout(60)
final class RekeyIT {
    private final LoopbackCluster cluster = new LoopbackCluster();

    @TempDir
    Path directory;

    @AfterEach
    void leave() {
        cluster.close();
    }

    private ClusterKeyFile file(String node) {
        return new ClusterKeyFile(directory.resolve(node + ".key"));
    }

    private LoopbackCluster.Node start(String node, long incarnation) {
        JGroupsSettings settings = cluster.settings(node, incarnation);
        return cluster.start(new JGroupsSettings(settings.clusterName(), settings.localNode(), incarnation, settings.port(),
                settings.peers(), settings.failureDetection(), file(node).read()), file(node));
    }

    private LoopbackCluster.Node begin(String node) {
        file(node).write(cluster.key);
        return start(node, 1);
    }

    @Test
    void allMembersChangeAndWhoWasAwayIsToldWhy() {
        var n1 = begin("n1");
        var n2 = begin("n2");
        file("n3").write(cluster.key);
        n1.heard().awaitMembers("[n1#1, n2#1]");
        n2.heard().awaitMembers("[n1#1, n2#1]");
        var answer = new CompletableFuture<String>();

        n2.transport().changeKey(false, outcome -> answer.complete(outcome.message()));

        assertEquals("", answer.join());
        RecordingListener.awaitTrue("n1 to have the key", () -> !file("n1").read().equals(cluster.key));
        assertEquals(file("n1").read(), file("n2").read());
        n1.broadcast("with the new key");
        n2.heard().awaitMessages(1);
        var n3 = start("n3", 1);
        RecordingListener.awaitTrue("n3 refused", () -> n1.transport().refusedDatagrams().get("old_key") > 3
                && n3.transport().refusedDatagrams().get("other_key") > 3);
        n3.heard().awaitMembers("[n3#1]");
        assertEquals("[n1#1, n2#1]", n1.heard().members());
        n2.crash();
        n1.heard().awaitMembers("[n1#1]");
    }

    @Test
    void aMemberThatWasKilledBeforeItHeardTheDecisionComesBackByItself() {
        var n1 = begin("n1");
        file("n2").write(cluster.key);
        var answer = new CompletableFuture<String>();
        n1.transport().changeKey(false, outcome -> answer.complete(outcome.message()));
        assertEquals("", answer.join());
        assertNotEquals(cluster.key, file("n1").read());

        file("n2").prepare(file("n1").read());
        var n2 = start("n2", 2);

        n1.heard().awaitMembers("[n1#1, n2#2]");
        n2.heard().awaitMembers("[n1#1, n2#2]");
        assertEquals(file("n1").read(), file("n2").read());
        assertEquals(Optional.empty(), file("n2").next());
        assertEquals(1, file("n2").retired().size());
    }
}
