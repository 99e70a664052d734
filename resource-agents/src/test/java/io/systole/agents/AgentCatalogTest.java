package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCatalogTest {
    @TempDir
    private Path directory;
    private Path own;
    private Path system;
    private Path init;
    private final List<Path> asked = new ArrayList<>();
    private AgentCatalog catalog;

    @BeforeEach
    void install() throws IOException {
        own = directory.resolve("own");
        system = directory.resolve("usr-lib-ocf");
        init = directory.resolve("init.d");
        script(own.resolve("resource.d/systole/IPaddr"));
        script(own.resolve("resource.d/systole/Dummy"));
        script(system.resolve("resource.d/systole/Dummy"));
        script(system.resolve("resource.d/heartbeat/IPaddr2"));
        script(system.resolve("resource.d/heartbeat/.hidden"));
        script(system.resolve("lib/heartbeat/ocf-shellfuncs"));
        Files.writeString(system.resolve("resource.d/heartbeat/README"), "no agent");
        script(init.resolve("haproxy"));
        catalog = new AgentCatalog(List.of(own, system), init, this::describe);
    }

    @Test
    void listsAgentsOfAllRootsWithoutHiddenAndPlainFiles() {
        List<AgentId> all = catalog.agents("ocf");

        assertEquals(List.of("heartbeat", "systole"), catalog.providers());
        assertEquals(List.of("ocf:heartbeat:IPaddr2", "ocf:systole:Dummy", "ocf:systole:IPaddr"),
            all.stream().map(AgentId::toString).toList());
    }

    @Test
    void theFirstRootWins() {
        AgentId dummy = new AgentId("ocf", "systole", "Dummy");

        Resolution found = catalog.resolve(dummy);

        assertEquals(new Agent(dummy, "ocf", own.resolve("resource.d/systole/Dummy"), system), found);
    }

    @Test
    void aHiddenAgentCanBeRunThoughItIsNotListed() {
        AgentId hidden = new AgentId("ocf", "heartbeat", ".hidden");

        Resolution found = catalog.resolve(hidden);

        assertInstanceOf(Agent.class, found);
    }

    @Test
    void suggestsTheProviderThatHasTheType() {
        AgentId wrong = new AgentId("ocf", "heartbeat", "IPaddr");

        String reason = reason(wrong);

        assertTrue(reason.endsWith("; provider systole has one: ocf:systole:IPaddr"), reason);
    }

    @Test
    void suggestsANearName() {
        AgentId wrong = new AgentId("ocf", "heartbeat", "IPadr2");

        String reason = reason(wrong);

        assertEquals("agent ocf:heartbeat:IPadr2 is not installed on this node (looked in " + own + ", " + system
            + "); did you mean \"ocf:heartbeat:IPaddr2\"?", reason);
    }

    @Test
    void aNameCannotLeaveTheTree() {
        AgentId sneaky = new AgentId("ocf", "heartbeat", "../../lib/heartbeat/ocf-shellfuncs");

        Resolution found = catalog.resolve(sneaky);

        assertInstanceOf(Resolution.NotInstalled.class, found);
    }

    @Test
    void aServiceWithAnInitScriptRunsAsLsb() {
        AgentId service = new AgentId("service", "", "haproxy");

        Resolution found = catalog.resolve(service);

        assertEquals(new Agent(service, "lsb", init.resolve("haproxy"), system), found);
    }

    @Test
    void anUnknownClassIsNamed() {
        AgentId upstart = new AgentId("upstart", "", "foo");

        String reason = reason(upstart);

        assertEquals("agent upstart:foo: class \"upstart\" is not known here; known classes are lsb, ocf, service", reason);
    }

    @Test
    void asksAnAgentOnceUntilItsFileChanges() throws IOException {
        Agent dummy = (Agent) catalog.resolve(new AgentId("ocf", "systole", "Dummy"));
        catalog.metadata(dummy);
        catalog.metadata(dummy);
        Files.writeString(dummy.path(), "#!/bin/sh\n# longer now\n");

        catalog.metadata(dummy);

        assertEquals(List.of(dummy.path(), dummy.path()), asked);
    }

    @Test
    void describesAnInitScriptFromItsHeader() {
        Agent haproxy = (Agent) catalog.resolve(new AgentId("lsb", "", "haproxy"));

        AgentMetadata metadata = catalog.metadata(haproxy);

        assertEquals("fast load balancer", metadata.shortDescription());
        assertEquals("This file should be used to start HAProxy. And stop it.\nProvides: haproxy\nRequired-Start: $local_fs",
            metadata.longDescription());
        assertTrue(metadata.supports("monitor"));
    }

    private String reason(AgentId id) {
        return assertInstanceOf(Resolution.NotInstalled.class, catalog.resolve(id)).reason();
    }

    private String describe(Agent agent) {
        asked.add(agent.path());
        return agent.ocf() ? "<resource-agent name=\"x\"/>" : MetadataReaderTest.sample("init-script");
    }

    private static void script(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
