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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** As on a system with this client alone: nothing else is in the path but what the front needs for it. */
    private Outcome with(String client, String input, String... words) throws IOException, InterruptedException {
        Path programs = directory.resolve("programs");
        if (!Files.exists(programs)) {
            Files.createDirectory(programs);
            for (String program : client.equals("curl") ? List.of("curl", "cat", "head") : List.of(client)) {
                Path there = Path.of("/usr/bin", program);
                assumeTrue(Files.isExecutable(there), program + " is not installed");
                passTo(there, programs.resolve(program));
            }
        }
        return run(Map.of("PATH", programs.toString()), input, words);
    }

    private static void passTo(Path program, Path place) throws IOException {
        Files.writeString(place, "#!/bin/sh\nexec " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(String input, String... words) throws IOException, InterruptedException {
        return run(Map.of(), input, words);
    }

    private Outcome run(Map<String, String> environment, String input, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(words));
        command.set(0, FRONTS.resolve(words[0]).toString());
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        File in = directory.resolve("in").toFile();
        Files.writeString(in.toPath(), input);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectInput(in).redirectOutput(out).redirectError(err);
        builder.environment().put("SYSTOLE_SOCKET", directory.resolve("api.sock").toString());
        builder.environment().remove("CIB_file");
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void argumentsArriveWithBlanksQuotesAndLetters(String client) throws Exception {
        Outcome outcome = with(client, "", "crm", "configure", "primitive", "p", "Dummy", "params", "x=a \"b\" & ü = 100%", "y=@file");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals("a \"b\" & ü = 100%", cluster.cib.byId("p-instance_attributes-x").orElseThrow().get("value"));
        assertEquals("@file", cluster.cib.byId("p-instance_attributes-y").orElseThrow().get("value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void exitCodeOutputAndErrorsComeBackApart(String client) throws Exception {
        Outcome outcome = with(client, "", "crm_resource", "-W", "-r", "nosuch");

        assertEquals(105, outcome.code());
        assertEquals("", outcome.output());
        assertTrue(outcome.errors().startsWith("crm_resource: Resource 'nosuch' not found\n"), outcome.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void aFileIsReadByTheFront(String client) throws Exception {
        Files.writeString(directory.resolve("my file.crm"), "primitive q Dummy\n");

        Outcome outcome = with(client, "", "crm", "configure", "load", "update", "my file.crm");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertTrue(cluster.cib.byId("q").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void aFileThatIsNotThereIsNamedAndNothingIsAsked(String client) throws Exception {
        Outcome outcome = with(client, "", "crm", "configure", "load", "update", "missing.crm");

        assertEquals(new Outcome(66, "", "crm: cannot read missing.crm\n"), outcome);
        assertTrue(cluster.requests.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void standardInputIsABatch(String client) throws Exception {
        Outcome outcome = with(client, "primitive s Dummy\nprimitive t Dummy\n", "crm", "configure");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals(1, cluster.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void outputAndErrorsTogetherAreNotMixed(String client) throws Exception {
        with(client, "primitive u Dummy\n", "crm", "configure");

        Outcome outcome = with(client, "show u\nnonsense\n", "crm", "configure");

        assertEquals(1, outcome.code());
        assertEquals("primitive u Dummy\n", outcome.output());
        assertEquals("ERROR: line 2: \"nonsense\" is no command in configure; \"help\" lists them\n", outcome.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void muchComesThroughInBothDirections(String client) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("primitive many-").append(i).append(" Dummy params text=").append("x".repeat(6000)).append('\n');
        }
        assertEquals(new Outcome(0, "", ""), with(client, text.toString(), "crm", "configure"));

        Outcome outcome = with(client, "", "cibadmin", "-Q");

        assertEquals(0, outcome.code(), outcome.errors());
        assertTrue(outcome.output().length() > 500_000 && outcome.output().endsWith("</cib>\n"), () -> "" + outcome.output().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void variablesOfTheCallingAgentArrive(String client) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", client)), client + " is not installed");

        Outcome outcome = run(Map.of("OCF_RESOURCE_INSTANCE", "web", "OCF_RESKEY_CRM_meta_on_node", "n1"), "", "crm_attribute",
                "--promotion", "-v", "7");

        assertEquals(new Outcome(0, "", ""), outcome);
        var update = ((ClusterRequest.SetAttribute) cluster.requests.getLast()).update();
        assertEquals("n1 master-web 7", update.node().value() + " " + update.name() + " " + update.value().orElse(""));
    }

    @Test
    void whatSomebodySetsForHisOwnPerlProgramsDoesNotMatter() throws Exception {
        Outcome outcome = run(Map.of("PERL5OPT", "-MNo::Such", "PERL_UNICODE", "SDA", "LC_ALL", "xx_XX.UTF-8"), "", "crm", "configure",
                "primitive", "p", "Dummy", "params", "x=ü€");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals("ü€", cluster.cib.byId("p-instance_attributes-x").orElseThrow().get("value"));
    }

    /** A tree with a Java that tells how it was started, called by a link from elsewhere, in a system that has `ls` alone. */
    @ParameterizedTest
    @ValueSource(strings = {"absolute", "relative"})
    void javaIsFoundFromALinkElsewhereWithoutReadlink(String kind) throws Exception {
        Path tree = Files.createDirectories(directory.toRealPath().resolve("a tree"));
        for (String part : List.of("bin", "libexec", "runtime/bin", "programs", "elsewhere")) {
            Files.createDirectories(tree.resolve(part));
        }
        Files.copy(FRONTS.resolve("crm"), tree.resolve("bin/crm"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(tree.resolve("bin/crm_node"), Path.of("crm"));
        Files.copy(FRONTS.resolve("../../../../../node/src/main/dist/libexec/find-java.sh"), tree.resolve("libexec/find-java.sh"));
        Files.writeString(tree.resolve("runtime/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path java = Files.writeString(tree.resolve("runtime/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        passTo(Path.of("/bin/ls"), tree.resolve("programs/ls"));
        Path link = tree.resolve("elsewhere/crm_node");
        Files.createSymbolicLink(link, kind.equals("absolute") ? tree.resolve("bin/crm_node") : Path.of("../bin/crm_node"));

        Outcome outcome = run(Map.of("PATH", tree.resolve("programs").toString()), "", link.toString(), "-n");

        assertEquals(0, outcome.code(), outcome.errors());
        assertEquals("", outcome.errors());
        List<String> told = outcome.output().lines().toList();
        assertTrue(told.contains("-Dsystole.home=" + tree), outcome.output());
        assertEquals(List.of("crm_node", "-n"), told.subList(told.size() - 2, told.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "curl"})
    void aDaemonThatDoesNotAnswerIsSaid(String client) throws Exception {
        server.close();

        Outcome outcome = with(client, "", "crm_node", "-n");

        assertEquals(new Outcome(102, "", "crm_node: not connected: the cluster daemon does not answer on " + directory.resolve("api.sock")
                + "; start it with: systemctl start systole\n"), outcome);
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
