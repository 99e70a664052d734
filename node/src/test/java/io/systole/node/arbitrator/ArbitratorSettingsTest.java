package io.systole.node.arbitrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.systole.messaging.ArbitratorServer;
import io.systole.messaging.ClusterKey;
import io.systole.messaging.ClusterKeyException;
import io.systole.messaging.ClusterKeyFile;
import io.systole.node.config.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArbitratorSettingsTest {
    @TempDir
    Path directory;
    private Path conf;

    @BeforeEach
    void writeKeys() {
        conf = directory.resolve("arbitrator.conf");
        new ClusterKeyFile(directory.resolve("shop.key")).write(ClusterKey.generate());
        new ClusterKeyFile(directory.resolve("mail.key")).write(ClusterKey.generate());
    }

    private ArbitratorSettings read(String... lines) {
        return ArbitratorSettings.parse(conf, List.of(lines));
    }

    @Test
    void aNewKeyIsKeptBesideTheFileOfItsCluster() {
        ArbitratorSettings settings = read("cluster = shop shop.key", "cluster = mail mail.key  # another one");
        ClusterKey next = ClusterKey.generate();

        settings.clusters().get("mail").store().prepare(next);

        assertEquals(Optional.of(next), new ClusterKeyFile(directory.resolve("mail.key")).next());
        assertEquals(Optional.empty(), new ClusterKeyFile(directory.resolve("shop.key")).next());
    }

    @Test
    void aFileThatServesTwoClustersIsNotChangedForOne() {
        ArbitratorSettings settings = read("cluster = shop shop.key", "cluster = mail ./shop.key");

        for (ArbitratorServer.Secret secret : settings.clusters().values()) {
            var refused = assertThrows(ClusterKeyException.class, () -> secret.store().prepare(ClusterKey.generate()));
            assertEquals("its key file " + directory.resolve("shop.key") + " serves the clusters shop and mail: give each a copy of its own"
                    + " in arbitrator.conf, and start the arbitrator anew", refused.getMessage());
        }
        assertEquals(2, settings.clusters().size());
    }

    @Test
    void aClusterThatIsThereTwiceIsNamedWithItsLine() {
        var refused = assertThrows(SettingsException.class, () -> read("cluster = shop shop.key", "cluster = shop mail.key"));

        assertEquals(conf + ":2: cluster shop is there twice: remove one of the two lines", refused.getMessage());
    }
}
