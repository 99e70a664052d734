package io.systole.samples.failover;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Systole and Pacemaker have in common: the words of their tools, and what they run, a group of the address and two dummies, and one
 * dummy beside it.
 */
abstract class CrmSubject implements Subject {
    private static final String GROUP = "web";
    /** What the names of the files begin with that the dummies make. */
    private static final String DUMMY = "bench-dummy-";
    /** Two in the group, and one beside it. */
    private static final int USUAL_DUMMIES = 3;

    private final String addressProvider;
    private final String addressAgent;
    private final String dummyProvider;
    private final CrmLoad load;

    /**
     * A subject that uses these agents.
     *
     * @param addressProvider of the address's agent
     * @param addressAgent the address's agent
     * @param dummyProvider of the Dummy agents
     * @param load how the address is looked after
     */
    CrmSubject(String addressProvider, String addressAgent, String dummyProvider, CrmLoad load) {
        this.load = load;
        this.addressProvider = addressProvider;
        this.addressAgent = addressAgent;
        this.dummyProvider = dummyProvider;
    }

    /** How the address is looked after. */
    final CrmLoad load() {
        return load;
    }

    /** How many dummies there are in all. */
    final int dummies() {
        return USUAL_DUMMIES + load.crowd();
    }

    /** One of its own command-line tools. */
    abstract Command tool(String... words);

    final Command.Result tool(LabNode node, String... words) {
        return node.command(tool(words)).run();
    }

    @Override
    public final void load(List<LabNode> all) {
        LabNode first = all.getFirst();
        String resources = "<resources><group id='web'>"
                + "<primitive id='address' class='ocf' provider='" + addressProvider + "' type='" + addressAgent + "'>"
                + "<instance_attributes id='address-p'><nvpair id='address-ip' name='ip' value='" + Subject.ADDRESS + "'/>"
                + "<nvpair id='address-mask' name='cidr_netmask' value='24'/><nvpair id='address-nic' name='nic' value='eth0'/>"
                + "</instance_attributes><operations><op id='address-m' name='monitor' interval='"
                + load.interval().toSeconds() + "s' timeout='20s'/></operations>" + load.metaAttributes() + "</primitive>"
                + dummy("one") + dummy("two") + "</group>" + dummy("beside")
                + IntStream.rangeClosed(1, load.crowd()).mapToObj(number -> dummy("crowd" + number)).collect(Collectors.joining())
                + "</resources>";
        String constraints = "<constraints>" + IntStream.rangeClosed(1, load.crowd()).mapToObj(number ->
                "<rsc_location id='place" + number + "' rsc='crowd" + number + "' score='200' node='"
                + all.get(number % all.size()).name() + "'/>").collect(Collectors.joining()) + "</constraints>";
        String options = "<crm_config><cluster_property_set id='cib-bootstrap-options'>"
                + "<nvpair id='no-fencing' name='stonith-enabled' value='false'/>"
                + "<nvpair id='no-quorum' name='no-quorum-policy' value='ignore'/></cluster_property_set></crm_config>";
        String defaults = "<rsc_defaults><meta_attributes id='rsc-options'>"
                + "<nvpair id='stay' name='resource-stickiness' value='100'/></meta_attributes></rsc_defaults>";
        for (String section : new String[] {options, defaults, resources, constraints}) {
            String path = "/var/lib/part.xml";
            first.write(path, section);
            tool(first, "cibadmin", "--modify", "--allow-create", "--scope", section.substring(1, section.indexOf('>')), "--xml-file",
                    path).orFail();
        }
    }

    @Override
    public final void moveAway(LabNode holder, LabNode other) {
        tool(holder, "crm_resource", "--move", "--resource", GROUP, "--node", other.name()).orFail();
    }

    @Override
    public final void afterMove(LabNode former, List<LabNode> all) {
        tool(former, "crm_resource", "--clear", "--resource", GROUP).orFail();
    }

    @Override
    public final boolean monitorsAddress() {
        return true;
    }

    @Override
    public final void forgetFailure(LabNode node) {
        tool(node, "crm_resource", "--cleanup", "--resource", "address").orFail();
    }

    @Override
    public final void calm(LabNode node) {
        tool(node, "cibadmin", "--modify", "--xml-text", "<op id='address-m' interval='10s'/>").orFail();
    }

    /** How many of the dummies run on a node, seen from outside by the files that they make. */
    final int dummies(LabNode node) {
        try (Stream<Path> files = Files.list(node.file("/run"))) {
            return (int) files.filter(file -> file.getFileName().toString().startsWith(DUMMY)).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot look into /run of " + node.name(), unreadable);
        }
    }

    private String dummy(String id) {
        return "<primitive id='" + id + "' class='ocf' provider='" + dummyProvider + "' type='Dummy'>"
                + "<instance_attributes id='" + id + "-p'><nvpair id='" + id + "-state' name='state' value='/run/" + DUMMY + id
                + "'/></instance_attributes><operations><op id='" + id
                + "-m' name='monitor' interval='10s' timeout='20s'/></operations></primitive>";
    }
}
