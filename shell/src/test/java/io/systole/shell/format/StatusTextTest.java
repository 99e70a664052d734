package io.systole.shell.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.status.ClusterStatus;
import io.systole.shell.command.StatusArguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The text of {@code crm_mon} for our own CIBs, kept in files. {@code -Dgolden.rewrite=true} writes them anew; commit them
 * only if you can say why they changed.
 */
class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-11-20T11:28:03Z");

    private static String resource(String name) throws IOException {
        try (var stream = StatusTextTest.class.getResourceAsStream("/status/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(String... options) throws IOException {
        ClusterStatus status = ClusterStatus.of(CibReader.cib(resource("troubles.xml")), NOW, ZoneOffset.UTC);
        return new StatusText(StatusArguments.parse(List.of(options)).view(ZoneOffset.UTC)).render(status, Optional.empty());
    }

    @Test
    void briefCountsWhatStandsAloneAndInEachGroupAndBelowNodes() throws IOException {
        assertTrue(text("-1br").contains("""
                Full List of Resources:
                  * 2/4\t(ocf:systole:Dummy):\tActive n1
                  * Resource Group: webserver:
                    * 1/1\t(ocf:systole:IPaddr):\tActive n1
                    * 1/1\t(ocf:systole:httpd):\tActive n1
                  * Clone Set: ping-clone [ping]:
                    * Started: [ n1 n2 ]
                    * Stopped: [ n3 n10 ]
                """), text("-1br"));
        assertTrue(text("-1bn").contains("""
                  * Node n1: online:
                    * Resources:
                      * 2\t(ocf:systole:Dummy):\tActive\s
                      * 1\t(ocf:systole:IPaddr):\tActive\s
                      * 1\t(ocf:systole:httpd):\tActive\s
                      * 1\t(ocf:systole:ping):\tActive\s
                  * Node n2: standby (with active resources):
                    * Resources:
                      * 1\t(ocf:systole:ping):\tActive\s
                """), text("-1bn"));
    }

    @Test
    void ofOneNodeOnlyWhatRunsThereAndWhatRunsNowhereIsShown() throws IOException {
        assertTrue(text("-1r", "--node=n2").contains("""
                Full List of Resources:
                  * off\t(ocf:systole:Dummy):\t Stopped (disabled)
                  * Clone Set: ping-clone [ping]:
                    * Started: [ n2 ]
                  * broken\t(ocf:systole:Dummy):\t Stopped
                """), text("-1r", "--node=n2"));
        assertTrue(text("-1", "--resource=web").contains("""
                  * Resource Group: webserver:
                    * web\t(ocf:systole:httpd):\t FAILED n1
                """), text("-1", "--resource=web"));
    }

    @ParameterizedTest
    @CsvSource({"two-groups,-1", "two-groups,-1rfA", "two-groups,-1nro", "two-groups,-1rot", "troubles,-1", "troubles,-1rfAL",
        "troubles,-1nr", "troubles,-1rRfA", "troubles,-1D", "containers,-1A", "containers,-1rR", "containers,-1nR"})
    void theTextIsTheGoldenOne(String cib, String options) throws IOException {
        ClusterStatus status = ClusterStatus.of(CibReader.cib(resource(cib + ".xml")), NOW, ZoneOffset.UTC);

        String text = new StatusText(StatusArguments.parse(List.of(options)).view(ZoneOffset.UTC)).render(status, Optional.empty());

        String golden = cib + "." + options.substring(1) + ".txt";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(Path.of("src/test/resources/status", golden), text);
        } else {
            assertEquals(resource(golden), text);
        }
    }

    @ParameterizedTest
    @CsvSource({"--output-as=xml,containers.xml.txt", "-n --output-as=xml,containers.nxml.txt"})
    void theXmlIsTheGoldenOneAndHasWhatRunsBelowItsNodeIfThatIsWished(String options, String golden) throws IOException {
        ClusterStatus status = ClusterStatus.of(CibReader.cib(resource("containers.xml")), NOW, ZoneOffset.UTC);

        String text = new StatusXml(status, StatusArguments.parse(List.of(options.split(" "))).view(ZoneOffset.UTC)).document("crm_mon");

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(Path.of("src/test/resources/status", golden), text);
        } else {
            assertEquals(resource(golden), text);
        }
    }

    @Test
    void aLiveClusterSaysThatItsDaemonRuns() throws IOException {
        ClusterStatus status = ClusterStatus.of(CibReader.cib(resource("two-groups.xml")), NOW, ZoneOffset.UTC);

        String text = new StatusText(StatusView.plain(ZoneOffset.UTC)).render(status,
                Optional.of(new Liveness("Systole is running", NOW, List.of("link 2 to n2 is down"),
                        List.of("3 actions wait: n2 does 1 action at a time"))));

        assertEquals("Status of systoled: 'Systole is running' (last updated 2026-11-20 11:28:03Z)", text.lines().findFirst()
                .orElseThrow());
        assertTrue(text.contains("\n  * WARNING: link 2 to n2 is down\n  * 3 actions wait: n2 does 1 action at a time\n"), text);
    }

    @Test
    void xmlAndJsonTellTheSameState() throws IOException {
        ClusterStatus status = ClusterStatus.of(CibReader.cib(resource("troubles.xml")), NOW, ZoneOffset.UTC);

        var xml = CibReader.element(new StatusXml(status, ZoneOffset.UTC).document("crm_mon -X"));

        var json = new ObjectMapper().readTree(StatusJson.of(status));
        assertEquals(xml.child("nodes").orElseThrow().children().stream().map(node -> node.get("name")).toList(),
                json.path("nodes").valueStream().map(node -> node.path("name").asText()).toList());
        assertEquals(xml.tree().filter(each -> each.is("resource") && each.get("failed").equals("true")).count(),
                json.findValues("failed").stream().filter(failed -> failed.asBoolean()).count());
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "20,20ms", "1000,1000ms", "1520,1.520s", "10000,10s", "60000,60s", "90000,1m30s"})
    void spansReadAsPacemakerWritesThem(long millis, String text) {
        String span = Texts.span(millis);

        assertEquals(text, span);
    }
}
