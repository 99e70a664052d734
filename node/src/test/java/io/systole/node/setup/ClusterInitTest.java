package io.systole.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.messaging.ClusterKeyFile;
import io.systole.node.config.NodePaths;
import io.systole.node.config.NodeSettings;
import io.systole.node.config.SettingsReader;
import io.systole.node.store.CibFiles;
import io.systole.shell.client.ClusterSetup.InitRequest;
import io.systole.shell.client.ClusterSetup.Made;
import io.systole.shell.client.ClusterSetup.NodeAddress;
import io.systole.shell.client.ClusterSetup.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterInitTest {
    private static final NodeAddress A = new NodeAddress("a", Optional.of("10.0.0.1"));
    private static final NodeAddress B = new NodeAddress("b", Optional.of("10.0.0.2"));

    @TempDir
    Path directory;
    private NodePaths paths;
    private ClusterInit setup;

    @BeforeEach
    void makeSetup() {
        paths = new NodePaths(directory.resolve("etc"), directory.resolve("state"), directory.resolve("run"), directory.resolve("log"));
        setup = new ClusterInit(paths, "a");
    }

    private static InitRequest request(boolean overwrite, NodeAddress... nodes) {
        return new InitRequest("shop", List.of(nodes), Optional.empty(), Optional.empty(), List.of("auto-failback=false"), overwrite);
    }

    @Test
    void saysWhatTwoNodesRisk() {
        Made made = setup.init(request(false, A, B));

        assertTrue(made.remarks().stream().anyMatch(remark -> remark.startsWith("two_node = yes: when the two nodes do not hear")),
                () -> "" + made.remarks());
    }

    @Test
    void writesSettingsKeyAndFirstCib() throws Exception {
        Made made = setup.init(request(false, A, B));

        NodeSettings settings = SettingsReader.read(paths.settingsFile(), "b");
        assertEquals(List.of(List.of("10.0.0.1"), List.of("10.0.0.2")), List.copyOf(settings.nodes().values()));
        assertTrue(settings.quorum().twoNode() && settings.quorum().waitForAll());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.keyFile())));
        new ClusterKeyFile(paths.keyFile()).read();
        Cib cib = new CibFiles(paths.cib(), Clock.systemUTC()).load().cib();
        assertEquals("false", cib.byId("cib-bootstrap-options-auto-failback").orElseThrow().get("value"));
        assertEquals(1, cib.version().epoch());
        assertTrue(made.files().stream().allMatch(Files::exists), made.toString());
    }

    @Test
    void writesEveryAddressOfANode() {
        setup.init(request(false, new NodeAddress("a", Optional.of("10.0.0.1,10.1.0.1")),
                new NodeAddress("b", Optional.of("10.0.0.2,10.1.0.2"))));

        assertEquals(List.of(List.of("10.0.0.1", "10.1.0.1"), List.of("10.0.0.2", "10.1.0.2")),
                List.copyOf(SettingsReader.read(paths.settingsFile(), "b").nodes().values()));
    }

    @Test
    void writesTheMulticastGroupOfEachLink() {
        setup.init(new InitRequest("shop", List.of(new NodeAddress("a", Optional.of("10.0.0.1,fd00::1")), new NodeAddress("b",
                Optional.of("10.0.0.2,fd00::2"))), Optional.empty(), Optional.of("239.1.2.3,ff15::7"), List.of(), false));

        assertEquals(Optional.of(List.of("239.1.2.3", "ff15::7")), SettingsReader.read(paths.settingsFile(), "b").multicast());
    }

    @Test
    void refusesToReplaceAClusterUnlessAsked() throws Exception {
        setup.init(request(false, A, B));
        String key = Files.readString(paths.keyFile());

        var exception = assertThrows(SetupException.class, () -> setup.init(request(false, A, B)));

        assertTrue(exception.getMessage().startsWith(paths.settingsFile() + " is there already"), exception.getMessage());
        assertEquals(key, Files.readString(paths.keyFile()));
    }

    @Test
    void keepsTheFormerFilesWhenOverwriting() throws Exception {
        setup.init(request(false, A, B));

        setup.init(request(true, A));

        try (Stream<Path> files = Files.list(paths.etc())) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(4, names.size(), names.toString());
            assertTrue(names.get(1).startsWith("cluster.key.before-"), names.toString());
        }
        assertFalse(SettingsReader.read(paths.settingsFile(), "a").quorum().twoNode());
    }

    @Test
    void refusesAClusterWithoutThisNode() {
        var exception = assertThrows(SetupException.class, () -> setup.init(request(false, B)));

        assertEquals("this node 'a' is not among the nodes of the new cluster: add it, or run this on one of them", exception.getMessage());
        assertFalse(Files.exists(paths.etc()));
    }
}
