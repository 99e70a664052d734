package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.SocketConnection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code sh} front and the real socket client against a small HTTP server with the real exchange behind it. */
class FrontScriptIT {
    private static final Path FRONTS = Path.of(System.getProperty("systole.root", ".."), "shell/src/main/dist/bin").toAbsolutePath();

    @TempDir
    private Path directory;
    private final FakeCluster cluster = new FakeCluster(Cib.empty().withSection(Element.of("nodes")
            .plus(Element.of("node", "id", "1", "uname", "n1"))));
    private ExchangeServer server;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed: apt-get install curl");
        var context = new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.system(), ZoneOffset.UTC);
        server = new ExchangeServer(directory.resolve("api.sock"), new ToolExchange(new Tools(context)));
    }

    @AfterEach
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private record Outcome(int code, String output, String errors) {}

    private Outcome run(String input, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(words));
        command.set(0, FRONTS.resolve(words[0]).toString());
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        File in = directory.resolve("in").toFile();
        Files.writeString(in.toPath(), input);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectInput(in).redirectOutput(out).redirectError(err);
        builder.environment().put("SYSTOLE_SOCKET", directory.resolve("api.sock").toString());
        builder.environment().remove("CIB_file");
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    @Test
    void argumentsArriveWithBlanksQuotesAndLetters() throws Exception {
        Outcome outcome = run("", "crm", "configure", "primitive", "p", "Dummy", "params", "x=a \"b\" & ü = 100%", "y=@file");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals("a \"b\" & ü = 100%", cluster.cib.byId("p-instance_attributes-x").orElseThrow().get("value"));
        assertEquals("@file", cluster.cib.byId("p-instance_attributes-y").orElseThrow().get("value"));
    }

    @Test
    void exitCodeOutputAndErrorsComeBackApart() throws Exception {
        Outcome outcome = run("", "crm_resource", "-W", "-r", "nosuch");

        assertEquals(105, outcome.code());
        assertEquals("", outcome.output());
        assertTrue(outcome.errors().startsWith("crm_resource: Resource 'nosuch' not found\n"), outcome.errors());
    }

    @Test
    void aFileIsReadByTheFront() throws Exception {
        Files.writeString(directory.resolve("my file.crm"), "primitive q Dummy\n");

        Outcome outcome = run("", "crm", "configure", "load", "update", "my file.crm");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertTrue(cluster.cib.byId("q").isPresent());
    }

    @Test
    void aFileThatIsNotThereIsNamedAndNothingIsAsked() throws Exception {
        Outcome outcome = run("", "crm", "configure", "load", "update", "missing.crm");

        assertEquals(new Outcome(66, "", "crm: cannot read missing.crm\n"), outcome);
        assertTrue(cluster.requests.isEmpty());
    }

    @Test
    void standardInputIsABatch() throws Exception {
        Outcome outcome = run("primitive s Dummy\nprimitive t Dummy\n", "crm", "configure");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals(1, cluster.requests.size());
    }

    @Test
    void outputAndErrorsTogetherAreNotMixed() throws Exception {
        run("primitive u Dummy\n", "crm", "configure");

        Outcome outcome = run("show u\nnonsense\n", "crm", "configure");

        assertEquals(1, outcome.code());
        assertEquals("primitive u Dummy\n", outcome.output());
        assertEquals("ERROR: line 2: \"nonsense\" is no command in configure; \"help\" lists them\n", outcome.errors());
    }

    @Test
    void aDaemonThatIsGoneIsSaid() throws Exception {
        server.close();

        Outcome outcome = run("", "crm_node", "-n");

        assertEquals(102, outcome.code());
        assertTrue(outcome.errors().contains("does not answer") || outcome.errors().contains("Java"), outcome.errors());
    }

    @Test
    void theSocketClientSeesAndChangesTheSameCluster() {
        var client = new SocketConnection(directory.resolve("api.sock"));

        ClusterReply reply = client.submit(new ClusterRequest.ChangeCib(
                List.of(new CibChange.Create("/cib/configuration/resources", Element.of("primitive", "id", "v", "description", "ü"))),
                "joe", "crm", false));

        assertEquals(ClusterReply.Outcome.OK, reply.outcome());
        assertEquals(cluster.cib, client.cib());
        assertEquals(cluster.report(), client.report());
    }
}
