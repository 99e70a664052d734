package io.systole.agents;

import java.nio.file.Path;
import java.util.List;

/** Where our own agents lie in the sources. */
final class OwnAgents {
    static final List<String> NAMES = List.of("Dummy", "Filesystem", "IPaddr", "Stateful", "check", "haproxy", "httpd",
        "ldirectord", "mail", "mysqld", "ping");

    private OwnAgents() {}

    /** Maven runs tests in the directory of the module. */
    static Path root() {
        return Path.of("src/main/ocf").toAbsolutePath();
    }

    static Path script(String name) {
        return root().resolve("resource.d/systole").resolve(name);
    }

    static AgentCatalog catalog() {
        return new AgentCatalog(List.of(root()), Path.of("/etc/init.d"), new MetadataProcess());
    }
}
