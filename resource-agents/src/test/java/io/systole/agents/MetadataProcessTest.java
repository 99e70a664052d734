package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.AgentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents that are asked for their metadata and answer with something else. Each gets one sentence, in time. */
@Timeout(60)
class MetadataProcessTest {
    @TempDir
    private Path directory;

    private AgentMetadata metadata(String script, Duration timeout) throws IOException {
        Path file = directory.resolve("resource.d/test/odd");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        var catalog = new AgentCatalog(List.of(directory), directory.resolve("init.d"), new MetadataProcess(timeout));
        return catalog.metadata((Agent) catalog.resolve(new AgentId("ocf", "test", "odd")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', value = {
        "exit 127 @ meta-data ended with exit code 127",
        "kill -KILL $$ @ meta-data ended with exit code 137",
        "echo no XML at all @ ",
        "printf '\\000\\377\\376garbage' @ ",
        "echo '<resource-agent name=\"x\"><parameters>' @ ",
        "head -c 10485760 /dev/zero | tr '\\0' x @ meta-data printed more than 4 MiB and was given up",
        "exec yes @ meta-data printed more than 4 MiB and was given up"})
    void whateverItPrintsIsToldInOneSentence(String script, String sentence) {
        var refused = assertThrows(MetadataException.class, () -> metadata(script, Duration.ofSeconds(50)));

        assertTrue(refused.getMessage().startsWith("agent ocf:test:odd: " + (sentence == null ? "" : sentence)), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    @Test
    void anAgentThatHangsIsKilled() {
        var refused = assertThrows(MetadataException.class, () -> metadata("sleep 300", Duration.ofSeconds(1)));

        assertEquals("agent ocf:test:odd: meta-data gave no answer within 1 s and was killed", refused.getMessage());
    }
}
