package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.OfflineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cibadmin} on a CIB file: exit codes, output and versions as Pacemaker's own tool gives them (C-150 to C-157). */
class CibAdminToolTest {
    private static final String CIB = """
            <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="5" num_updates="2" admin_epoch="0">
              <configuration>
                <crm_config>
                  <cluster_property_set id="o"><nvpair id="o-a" name="no-quorum-policy" value="stop"/></cluster_property_set>
                </crm_config>
                <nodes><node id="1" uname="n1"/></nodes>
                <resources>
                  <primitive id="a" class="ocf" provider="systole" type="Dummy">
                    <operations><op id="a-mon" name="monitor" interval="10s"/></operations>
                  </primitive>
                  <primitive id="b" class="ocf" provider="systole" type="Dummy"/>
                </resources>
                <constraints/>
              </configuration>
              <status/>
            </cib>
            """;
    private static final String DUMMY = " class='ocf' provider='systole' type='Dummy'/>";

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        file = Files.writeString(directory.resolve("cib.xml"), CIB);
    }

    private ToolResult cibadmin(String... arguments) {
        var tools = new Tools(new ToolContext(new OfflineFile(file), AgentLibrary.NONE, Optional.empty(),
                InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC));
        return tools.run(ToolCall.of("cibadmin", arguments));
    }

    private Cib now() throws IOException {
        return CibReader.cib(Files.readAllBytes(file));
    }

    /** Command line (D: the attributes that every primitive needs), exit code, version afterwards. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            -C -o resources -X <primitive id='a' D              | 108 | 0.5.2
            -C -o resources -X <primitive id='c' D              | 0   | 0.6.0
            -C --xpath //resources -X <primitive id='c' D       | 0   | 0.6.0
            -C -o constraints -X <rsc_location id='l' rsc='z'/> | 78  | 0.5.2
            -C -X <primitive id='c' D                           | 78  | 0.5.2
            -M -X <primitive id='z' description='x'/>           | 105 | 0.5.2
            -M -X <primitive id='a' description='x'/>           | 0   | 0.6.0
            -M -X <primitive id='a' type='Dummy'/>              | 0   | 0.5.2
            -M -o resources -c -X <primitive id='d' D           | 0   | 0.6.0
            -M --xpath //primitive[@id='a'] -X <primitive id='a' description='y'/> | 0   | 0.6.0
            -M --xpath //primitive[@id='a'] -X <primitive id='b' description='y'/> | 105 | 0.5.2
            -M -X <cib admin_epoch='admin_epoch++'/>            | 0   | 1.5.3
            -R -X <primitive id='z' D                           | 105 | 0.5.2
            -R -X <primitive id='b' D                           | 0   | 0.5.2
            -R -X <primitive id='b' class='lsb' type='x'/>      | 0   | 0.6.0
            -R -o resources -X <resources/>                     | 0   | 0.6.0
            -R --xpath //op -X <op id='z' name='monitor' interval='1s'/> | 105 | 0.5.2
            -D -X <primitive id='z'/>                           | 0   | 0.5.2
            -D -X <primitive id='b' type='Nope'/>               | 0   | 0.5.2
            -D -X <primitive id='b' type='dummy'/>              | 0   | 0.6.0
            -D --xpath //primitive                              | 0   | 0.6.0
            -D --xpath //nope                                   | 0   | 0.5.2
            -D --xpath /cib                                     | 78  | 0.5.2
            -d --xpath //primitive                              | 107 | 0.5.2
            -d --xpath //primitive -f                           | 0   | 0.6.0
            -d --xpath //nope -f                                | 0   | 0.5.2
            -E                                                  | 107 | 0.5.2
            -E -f                                               | 0   | 1.6.0
            -B                                                  | 0   | 0.6.3
            -u                                                  | 107 | 0.5.2
            -u -f                                               | 0   | 1.1.1
            -R                                                  | 64  | 0.5.2
            -R -X <a                                            | 65  | 0.5.2
            -Q -R -X <a/>                                       | 64  | 0.5.2
            -P -X <foo/>                                        | 65  | 0.5.2
            -M -o nonsense -X <primitive id='b'/>               | 64  | 0.5.2
            --nope                                              | 64  | 0.5.2
            """)
    void everyCommandHasTheExitCodeAndTheVersionOfPacemaker(String line, int code, String version) throws IOException {
        var words = new ArrayList<>(List.of(line.strip().split(" (?=-)| (?=[/<])", -1)));
        words.replaceAll(word -> word.replace(" D", DUMMY));

        ToolResult result = cibadmin(words.stream().flatMap(word -> word.startsWith("<") ? java.util.stream.Stream.of(word)
                : java.util.stream.Stream.of(word.split(" "))).toArray(String[]::new));

        assertEquals(code, result.exitCode(), result.errors());
        assertEquals(version, now().version().toString());
        assertTrue(code == 0 || !result.errors().isBlank());
    }

    @Test
    void severalMatchesAreWrappedAndOneIsNot() {
        assertEquals("""
                <xpath-query>
                  <primitive id="a" class="ocf" provider="systole" type="Dummy"/>
                  <primitive id="b" class="ocf" provider="systole" type="Dummy"/>
                </xpath-query>
                """, cibadmin("-Q", "-n", "--xpath", "//primitive").output());
        assertEquals("<nvpair id=\"o-a\" name=\"no-quorum-policy\" value=\"stop\"/>\n",
                cibadmin("-Q", "--xpath", "//nvpair[@name='no-quorum-policy']/@value").output());
    }

    @Test
    void pathsOfMatchesArePrintedOneALine() {
        assertEquals("/cib/configuration/resources/primitive[@id='a']\n/cib/configuration/resources/primitive[@id='b']\n",
                cibadmin("-Q", "-e", "--xpath", "//primitive").output());
    }

    @Test
    void nothingFoundSaysWhatWasLookedFor() {
        ToolResult result = cibadmin("-Q", "--xpath", "//nope");

        assertEquals(105, result.exitCode());
        assertEquals("Call failed: No such device or address\ncibadmin: nothing in the CIB matches //nope\n", result.errors());
    }

    @Test
    void anXPathThatIsNoneIsNamed() {
        ToolResult result = cibadmin("-Q", "--xpath", "//primitive[");

        assertEquals(64, result.exitCode());
        assertTrue(result.errors().contains("//primitive["), result.errors());
    }

    @Test
    void whatExistsAlreadyIsReportedAsXmlToo() {
        ToolResult result = cibadmin("-C", "-o", "nodes", "-X", "<node id='1' uname='n1'/>");

        assertEquals("""
                <failed>
                  <failed_update id="1" object_type="node" operation="cib_create" reason="File exists">
                    <node id="1" uname="n1"/>
                  </failed_update>
                </failed>
                """, result.output());
        assertTrue(result.errors().startsWith("Call failed: File exists\n"), result.errors());
    }

    @Test
    void aPatchOfAnotherVersionIsRefusedAndOneOfThisVersionApplied() throws IOException {
        String patch = "<diff format='2'><version><source admin_epoch='0' epoch='%1$d' num_updates='2'/>"
                + "<target admin_epoch='0' epoch='%2$d' num_updates='0'/></version>"
                + "<change operation='delete' path='/cib/configuration/resources/primitive[@id=&quot;b&quot;]'/></diff>";

        assertEquals(103, cibadmin("-P", "-X", patch.formatted(1, 2)).exitCode());
        assertEquals(1, cibadmin("-P", "-X", patch.formatted(99, 100)).exitCode());
        assertEquals("0.5.2", now().version().toString());
        assertEquals(0, cibadmin("-P", "-X", patch.formatted(5, 6)).exitCode());
        assertTrue(now().byId("b").isEmpty());
    }

    @Test
    void aWholeCibThatIsOlderIsRefused() throws IOException {
        assertEquals(103, cibadmin("-R", "-X", CIB.replace("epoch=\"5\"", "epoch=\"1\"")).exitCode());
        assertEquals(0, cibadmin("-R", "-o", "resources", "-X", CIB.replace("id=\"b\"", "id=\"c\"")).exitCode());
        assertTrue(now().byId("c").isPresent());
    }

    @Test
    void digestsAreThoseOfPacemaker() {
        String xml = "<cib crm_feature_set=\"3.16.1\" epoch=\"7\">\n  <configuration/>\n</cib>\n";

        assertEquals("b9e46a14bfa91c4d7a0eb854ffa2e4d6\n", cibadmin("-5", "-X", xml).output());
        assertEquals("6b57f3b488efaf3e618d37e73bd6d89d\n", cibadmin("-6", "-X", xml).output());
        assertEquals("Versioned (3.16.1) digest: ", cibadmin("-6", "-X", xml).errors());
    }

    @Test
    void anEmptyCibIsPrintedWithoutACluster() {
        assertTrue(cibadmin("-a").output().contains("epoch=\"1\" num_updates=\"0\" admin_epoch=\"0\""));
    }
}
