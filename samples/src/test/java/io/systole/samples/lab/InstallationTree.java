package io.systole.samples.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The installation tree that the build has made before the integration tests run. */
final class InstallationTree {
    private InstallationTree() {}

    static Path path() {
        Path tree = Path.of(System.getProperty("systole.root"), "target", "systole");
        assumeTrue(Files.isExecutable(tree.resolve("bin/systoled")), "there is no " + tree + ": run mvn package first");
        return tree;
    }

    /** A copy of it for one test, to which agents may be added. It is made anew and has to be deleted. */
    static Path copy(String name) {
        Path copy = Path.of(System.getProperty("systole.root"), "samples/target", name + "-" + ProcessHandle.current().pid());
        Folder.delete(copy);
        Command.of("cp", "-rl", path().toString(), copy.toString()).run().orFail();
        return copy;
    }

    /** Installs a test agent, a resource of this package, as {@code ocf:systole:TYPE} in a copy. */
    static void addAgent(Path copy, String resource, String type) throws IOException {
        try (InputStream script = InstallationTree.class.getResourceAsStream(resource)) {
            Path agent = copy.resolve("lib/ocf/resource.d/systole").resolve(type);
            Files.write(agent, script.readAllBytes());
            Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
