package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.AgentMetadata.Action;
import io.systole.agents.AgentMetadata.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataReaderTest {
    private final MetadataReader reader = new MetadataReader();

    @Test
    void readsWhatOcf11Describes() {
        String text = sample("full.xml");

        AgentMetadata metadata = reader.read("ocf:test:Sample", text);

        assertEquals("A sample.\n\nSecond paragraph.", metadata.longDescription());
        assertEquals("A sample", metadata.shortDescription());
        assertEquals(new Parameter("port", false, true, "port", false, false, "integer", Optional.of("80"), List.of(), "", "", false,
            List.of()), metadata.parameter("port").orElseThrow());
        assertEquals(List.of("soft", "hard"), metadata.parameter("mode").orElseThrow().options());
        assertEquals(List.of("file"), metadata.parameter("path").orElseThrow().replacedBy());
        assertEquals("place", metadata.parameter("file").orElseThrow().uniqueGroup());
    }

    @Test
    void readsSpansWithAndWithoutUnits() {
        String text = sample("full.xml");

        List<Action> monitors = reader.read("ocf:test:Sample", text).actions().stream().filter(a -> a.name().equals("monitor")).toList();

        assertEquals(new Action("monitor", Optional.of(Duration.ofMinutes(1)), Optional.of(Duration.ofMillis(500)),
            Optional.empty(), 0, ""), monitors.get(0));
        assertEquals(new Action("monitor", Optional.of(Duration.ofSeconds(30)), Optional.of(Duration.ofSeconds(10)),
            Optional.of(Duration.ofMinutes(1)), 10, "Promoted"), monitors.get(1));
    }

    @Test
    void tellsWhichParametersNeedARestart() {
        String text = sample("full.xml");

        AgentMetadata metadata = reader.read("ocf:test:Sample", text);

        assertEquals(Optional.of("reload-agent"), metadata.reloadAction());
        assertEquals(List.of("mode", "verbose"), metadata.reloadableParameters());
        assertEquals(List.of("file", "port", "secret", "path"), metadata.restartParameters());
        assertEquals(List.of("secret"), metadata.privateParameters());
    }

    @Test
    void oldAgentsReloadWhatIsNotUniqueAndHideTheUsualSecrets() {
        String text = sample("old.xml");

        AgentMetadata metadata = reader.read("ocf:test:Old", text);

        assertEquals(Optional.of("reload"), metadata.reloadAction());
        assertEquals(List.of("password", "noname-content"), metadata.reloadableParameters());
        assertEquals(List.of("password"), metadata.privateParameters());
    }

    @Test
    void toleratesNoiseAroundTheXmlAndNonsenseInNumbers() {
        String text = sample("old.xml");

        AgentMetadata metadata = reader.read("ocf:test:Old", text);

        assertTrue(metadata.parameter("ip").orElseThrow().required());
        assertEquals("string", metadata.parameter("noname-content").orElseThrow().type());
        assertEquals(Optional.empty(), metadata.action("reload").orElseThrow().timeout());
        assertEquals(0, metadata.action("monitor").orElseThrow().depth());
        assertFalse(metadata.supports("promote"));
    }

    @Test
    void neverLoadsAnExternalEntity(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "stolen");
        String text = "<!DOCTYPE resource-agent [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n"
            + "<resource-agent name=\"Spy\"><shortdesc>&x;</shortdesc></resource-agent>";

        String description = describe(text);

        assertFalse(description.contains("stolen"));
    }

    @Test
    void saysWhereTheXmlIsBroken() {
        String text = "\n\n<resource-agent name=\"Broken\">\n<parameters>\n</resource-agent>";

        var e = assertThrows(MetadataException.class, () -> reader.read("ocf:test:Broken", text));

        assertTrue(e.getMessage().startsWith("agent ocf:test:Broken: meta-data is not well-formed XML at line 5"), e.getMessage());
    }

    @Test
    void refusesOutputWithoutMetadata() {
        String text = "usage: foo {start|stop}";

        var e = assertThrows(MetadataException.class, () -> reader.read("ocf:test:Foo", text));

        assertEquals("agent ocf:test:Foo: meta-data printed no <resource-agent> element", e.getMessage());
    }

    private String describe(String text) {
        try {
            return reader.read("ocf:test:Spy", text).shortDescription();
        } catch (MetadataException refused) {
            return refused.getMessage();
        }
    }

    static String sample(String name) {
        try (InputStream in = MetadataReaderTest.class.getResourceAsStream("/metadata/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
