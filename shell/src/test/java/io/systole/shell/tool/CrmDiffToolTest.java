package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.AgentLibrary;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrmDiffToolTest {
    private static final String OLD = """
            <cib admin_epoch="0" epoch="7" num_updates="3"><configuration><crm_config/><nodes/>
              <resources><primitive id="a" class="lsb" type="x"/><primitive id="b" class="lsb" type="x"/></resources>
            </configuration></cib>""";
    private static final String NEW = OLD.replace("epoch=\"7\" num_updates=\"3\"", "epoch=\"8\" num_updates=\"0\"")
            .replace("<primitive id=\"b\" class=\"lsb\" type=\"x\"/>", "<primitive id=\"b\" class=\"lsb\" type=\"y\"/><group id=\"g\"/>");

    private final MemoryFiles files = new MemoryFiles().with("old.xml", OLD).with("new.xml", NEW).with("bad.xml", "<cib")
            .with("other.xml", "<diff/>");
    private final Tools tools = new Tools(new ToolContext(new FakeCluster(Cib.empty()), AgentLibrary.NONE, Optional.empty(),
            InstantSource.system(), ZoneOffset.UTC, Optional.of(files)));

    private ToolResult diff(String line) {
        return tools.run(ToolCall.of("crm_diff", line.split(" ")));
    }

    @Test
    void equalCibsGiveNothingAndZero() {
        assertEquals(new ToolResult(0, "", ""), diff("-o old.xml -n old.xml"));
    }

    @ParameterizedTest
    @CsvSource({"-o old.xml -n new.xml,''", "-c -o old.xml -n new.xml,-c", "-u -o old.xml -n new.xml,''", "-o old.xml -n new.xml,-c"})
    void aPatchLeadsFromOneToTheOther(String line, String how) {
        ToolResult patch = diff(line);
        files.with("patch.xml", patch.output());

        ToolResult applied = diff((how + " -o old.xml -p patch.xml").strip());

        assertEquals(1, patch.exitCode());
        assertEquals(0, applied.exitCode(), applied.errors());
        Cib expected = CibReader.cib(NEW);
        assertEquals(line.startsWith("-u") ? expected.withVersion(CibReader.cib(OLD).version()) : expected,
                CibReader.cib(applied.output()));
    }

    @Test
    void aPatchForAClusterIsRefusedWhereTheVersionDoesNotFit() {
        files.with("patch.xml", diff("-c -o old.xml -n new.xml").output());

        ToolResult again = diff("-c -o new.xml -p patch.xml");

        assertEquals(103, again.exitCode());
        assertTrue(again.errors().contains("the patch leads from 0.7.3 to 0.8.0, but this CIB is newer: 0.8.0"), again.errors());
    }

    private static final String FIRST_FORMAT = """
            <diff><diff-removed admin_epoch="0" epoch="7" num_updates="3"><cib epoch="7" num_updates="3"><configuration><resources>
              <primitive id="a" class="lsb" type="x" __crm_diff_marker__="removed:top"/><primitive id="b" type="x"/>
              <primitive id="gone" __crm_diff_marker__="removed:top"/></resources></configuration></cib></diff-removed>
            <diff-added><cib admin_epoch="0" epoch="8" num_updates="0"><configuration><resources><primitive id="b" type="y"/>
              <group id="g" __crm_diff_marker__="added:top"><primitive id="c" class="lsb" type="z"/></group></resources>
            </configuration></cib></diff-added></diff>""";

    @ParameterizedTest
    @CsvSource({"''", "-c"})
    void aPatchOfTheOldFormatRemovesAddsAndChanges(String how) {
        files.with("first.xml", FIRST_FORMAT);

        ToolResult result = diff((how + " -o old.xml -p first.xml").strip());

        assertEquals(0, result.exitCode(), result.errors());
        assertEquals(CibReader.cib("""
                <cib admin_epoch="0" epoch="8" num_updates="0"><configuration><crm_config/><nodes/><resources>
                  <primitive id="b" class="lsb" type="y"/><group id="g"><primitive id="c" class="lsb" type="z"/></group>
                </resources></configuration></cib>"""), CibReader.cib(result.output()));
    }

    @Test
    void aPatchOfTheOldFormatForAClusterMustFitTheVersion() {
        files.with("first.xml", FIRST_FORMAT).with("six.xml", OLD.replace("epoch=\"7\"", "epoch=\"6\""))
                .with("broken.xml", FIRST_FORMAT.replace("epoch=\"8\"", "epoch=\"x\""));

        assertEquals(1, diff("-c -o six.xml -p first.xml").exitCode());
        assertEquals(103, diff("-c -o new.xml -p first.xml").exitCode());
        assertEquals(0, diff("-o six.xml -p first.xml").exitCode());
        assertEquals(new ToolResult(65, "", "crm_diff: a version in the patch has a part that is no number\n"),
                diff("-o old.xml -p broken.xml"));
    }

    @Test
    void aPatchWithoutVersionsIsNoneForACluster() {
        assertEquals(new ToolResult(64, "", "crm_diff: --cib and --no-version exclude each other: a patch for a cluster has versions\n"),
                diff("-c -u -o old.xml -n new.xml"));
    }

    @ParameterizedTest
    @CsvSource({"-o bad.xml -n new.xml,65", "-o other.xml -n new.xml,65", "-o old.xml -p other.xml,65", "-o missing.xml -n new.xml,66",
        "-n new.xml,64", "-o old.xml,64", "-o old.xml -x,64"})
    void whatCannotBeComparedIsSaidWithAnExitCode(String line, int code) {
        ToolResult result = diff(line);

        assertEquals(code, result.exitCode());
        assertTrue(result.errors().startsWith("crm_diff: ") && result.errors().lines().count() == 1, result.errors());
    }
}
