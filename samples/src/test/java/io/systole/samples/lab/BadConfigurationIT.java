package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people may get wrong in a configuration, typed or loaded into real daemons: one sentence each, and nothing changes. */
class BadConfigurationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static LoopbackLab lab;
    private static LoopbackNode n1;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startCluster() {
        lab = LoopbackLab.make("bad", InstallationTree.path(), List.of("n1", "n2"));
        n1 = lab.node("n1");
        n1.start();
        lab.node("n2").start();
        Await.until("two members have a DC", PATIENCE, () -> n1.run("crm", "status").output().contains("Online: [ n1 n2 ]"));
        n1.run("crm", "configure", "primitive", "web", "ocf:systole:Dummy").orFail();
        n1.run("crm", "configure", "property", "stonith-enabled=false").orFail();
    }

    @AfterAll
    static void removeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    private static void changesNothing(String sentence, String... words) {
        String before = configuration();

        Command.Result result = n1.run(words);

        String after = configuration();
        assertTrue(result.output().contains(sentence), result.output());
        assertEquals(1, result.exitCode(), result.output());
        assertEquals(before, after);
    }

    /** The configuration with its epoch; the status beside it goes on changing while resources start. */
    private static String configuration() {
        String cib = n1.run("crm", "configure", "show", "xml").orFail();
        String epoch = cib.replaceAll("(?s).*( epoch=\"\\d+\").*", "$1");
        return epoch + cib.substring(cib.indexOf("<configuration>"), cib.indexOf("</configuration>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "location l nowhere 100: n1|rsc_location \"l\": rsc=\"nowhere\" refers to a resource or tag that does not exist",
        "order o web nothing|rsc_order \"o\": then=\"nothing\" refers to a resource or tag that does not exist",
        "primitive web ocf:systole:Dummy|web exists already",
        "group g web missing|group g needs the resource \"missing\", which does not exist",
        "primitive x ocf:heartbeat:Nonexistent|the agent ocf:heartbeat:Nonexistent is not installed on this node",
        "primitive ip ocf:systole:IPaddr|ocf:systole:IPaddr requires the parameter \"ip\"",
        "property stonith-enabled=maybe|stonith-enabled=\"maybe\" cannot be understood"})
    void aWrongStatementIsRefused(String statement, String sentence) {
        changesNothing(sentence, ("crm configure " + statement).split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<primitive id='a'|line 1, column",
        "<primitive id='a' klass='ocf'/>|primitive \"a\": attribute \"klass\" not allowed here",
        "<primitive id='a' class='lsb' type='x'/><primitive id='a' class='lsb' type='x'/>|the id \"a\" is already that of a primitive",
        "<group id='g'><group id='h'><primitive id='a' class='lsb' type='x'/></group></group>|a group cannot contain a group"})
    void aWrongFileIsRefused(String resources, String sentence) throws IOException {
        Path file = Files.writeString(directory.resolve("cib.xml"),
                "<cib validate-with='pacemaker-4.0'><configuration><crm_config/><nodes/><resources>"
                + resources + "</resources><constraints/></configuration><status/></cib>");

        changesNothing(sentence, "crm", "configure", "load", "xml", "replace", file.toString());
    }

    @Test
    void aPreferenceForANodeThatIsNotThereIsTakenWithAWarning() {
        Command.Result result = n1.run("crm", "configure", "location", "lx", "web", "100:", "n9");

        n1.run("crm", "configure", "delete", "lx").orFail();
        assertTrue(result.ok(), result.output());
        assertTrue(result.output().contains("WARNING: rsc_location \"lx\": node \"n9\" is not known"), result.output());
    }
}
