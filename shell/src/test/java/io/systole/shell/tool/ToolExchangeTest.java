package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Edit;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.acl.Subject;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.RemoteForm;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolExchangeTest {
    private final FakeCluster cluster = new FakeCluster(Cib.empty().withSection(Element.of("nodes")
            .plus(Element.of("node", "id", "1", "uname", "n1"))));
    private final ToolExchange exchange = new ToolExchange(new Tools(
            new ToolContext(cluster, AgentLibrary.NONE, Optional.empty(), InstantSource.system(), ZoneOffset.UTC)));

    private String answer(String tool, String form) {
        return new String(exchange.answer(tool, form.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void theAnswerCountsBytesNotLetters() {
        String form = "arg=configure&arg=load&arg=update&arg=-&stdin=primitive%20p%20Dummy%20description%3D%22%C3%BC%22&user=joe";

        answer("crm", form);

        assertEquals("0 38 0\nprimitive p Dummy \\\n\tdescription=\"ü\"\n", answer("crm", "arg=configure&arg=show&arg=p"));
        assertEquals("joe", ((ClusterRequest.ChangeCib) cluster.requests.getFirst()).user());
    }

    @Test
    void complaintsComeAfterTheOutputWithTheExitCode() {
        String answer = answer("crm_resource", "arg=-W&arg=-r&arg=nosuch");

        String errors = "crm_resource: Resource 'nosuch' not found\nError performing operation: No such object\n";
        assertEquals("105 0 " + errors.length() + "\n" + errors, answer);
    }

    @Test
    void aToolThatIsNotThereIsNamed() {
        String answer = answer("crm_nothing", "");

        assertTrue(answer.startsWith("64 0 ") && answer.contains("crm_nothing: there is no such tool"), answer);
    }

    @Test
    void aFormWithAnUnknownFieldIsRefused() {
        String answer = answer("crm", "password=x");

        assertTrue(answer.startsWith("65 0 "), answer);
    }

    @Test
    void requestsSurviveTheWayThroughTheSocket() {
        List<ClusterRequest> requests = List.of(
                new ClusterRequest.ChangeCib(List.of(
                        new CibChange.Create("/cib/configuration/resources", Element.of("primitive", "id", "a")),
                        new CibChange.Delete("//x[@id='y']"),
                        new CibChange.Modify("/cib", Element.of("z"), true),
                        new CibChange.Replace(Element.of("cib"))), "joe", "crm", true, "why not",
                        Optional.of(new Subject("joe", List.of("users")))),
                new ClusterRequest.ChangeCib(List.of(new CibChange.Undo(new CibVersion(0, 7, 0), List.of(
                        new Edit.Added("/cib/configuration", 1, Element.of("tags"))))), "joe", "crm", false),
                new ClusterRequest.SetAttribute(new NodeName("n1"), "a", Optional.empty()),
                new ClusterRequest.CleanUp(Optional.of(new ResourceId("r")), Optional.empty(), true),
                new ClusterRequest.ChangeKey(true),
                new ClusterRequest.ShutDown(new NodeName("n2")));

        List<ClusterRequest> read = requests.stream().map(RemoteForm::write).map(RemoteForm::readRequest).toList();

        assertEquals(requests, read);
    }

    @Test
    void stateSurvivesTheWayThroughTheSocket() {
        cluster.held = List.of(new HeldBack(Optional.of(new NodeName("n2")), 3, "n2 is busy"),
                new HeldBack(Optional.empty(), 1, "the cluster does 1 action at a time"));
        var state = new RemoteForm.State(cluster.cib(), AttributeTable.EMPTY.stamped(3), cluster.report());

        RemoteForm.State read = RemoteForm.readState(RemoteForm.write(state));

        assertEquals(state, read);
    }

    @Test
    void nodeNamesAndAttributesAnswerAgents() {
        answer("crm_attribute", "arg=-N&arg=n1&arg=-l&arg=forever&arg=-n&arg=rack&arg=-v&arg=r1");

        String asked = answer("crm_attribute", "arg=--type&arg=nodes&arg=--node&arg=n1&arg=--name&arg=rack&arg=--query&arg=-q");

        assertEquals("0 3 0\nr1\n", asked);
        assertEquals("0 3 0\nn1\n", answer("crm_node", "arg=-n"));
        assertTrue(answer("crm_attribute", "arg=-N&arg=n1&arg=-l&arg=reboot&arg=-n&arg=none&arg=-G").startsWith("105 0 "));
    }
}
