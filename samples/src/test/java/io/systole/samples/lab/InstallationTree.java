package io.systole.samples.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The installation tree that the build has made before the integration tests run. */
final class InstallationTree {
    private InstallationTree() {}

    static Path path() {
        Path tree = Path.of(System.getProperty("systole.root"), "target", "systole");
        assumeTrue(Files.isExecutable(tree.resolve("bin/systoled")), "there is no " + tree + ": run mvn package first");
        return tree;
    }
}
