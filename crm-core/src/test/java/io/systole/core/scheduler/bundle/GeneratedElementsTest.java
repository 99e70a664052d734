package io.systole.core.scheduler.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made for a bundle that people configure (rules 4:B-13 to 4:B-21). */
class GeneratedElementsTest {
    private static final Element INSIDE = Element.of("primitive", "id", "httpd", "class", "ocf", "provider", "systole", "type", "httpd");

    private final List<String> problems = new ArrayList<>();

    private BundleDefinition read(Element... parts) {
        Element bundle = Element.of("bundle", "id", "w").withChildren(List.of(parts));
        return BundleDefinition.read(bundle, problems::add).orElseThrow();
    }

    private static Map<String, String> parameters(Element primitive) {
        Map<String, String> values = new LinkedHashMap<>();
        primitive.child("instance_attributes").orElseThrow().children()
                .forEach(pair -> values.put(pair.get("name"), pair.get("value")));
        return values;
    }

    @Test
    void aContainerByItselfKnowsItsNameAndTheHostsEntries() {
        BundleDefinition bundle = read(Element.of("docker", "image", "i", "replicas", "1"),
                Element.of("network", "ip-range-start", "10.0.0.1"));

        Element container = new GeneratedElements(bundle).container(0);

        assertEquals("w-docker-0", container.id());
        assertEquals("ocf", container.get("class"));
        assertEquals("heartbeat", container.get("provider"));
        assertEquals("docker", container.get("type"));
        Map<String, String> parameters = parameters(container);
        assertEquals(" --restart=no -h w-0 -e PCMK_stderr=1 -e PCMK_remote_port=3121  --add-host=w-0:10.0.0.1",
                parameters.get("run_opts"));
        assertEquals("", parameters.get("mount_points"));
        assertFalse(parameters.containsKey("run_cmd"));
        assertEquals("/bin/true", parameters.get("monitor_cmd"));
        Element monitor = container.child("operations").orElseThrow().children().getFirst();
        assertEquals("60s", monitor.get("interval"));
        assertEquals(null, monitor.get("timeout"));
    }

    @Test
    void whatRunsInsideGetsMountsPortsAndTheConnection() {
        Element network = Element.of("network", "ip-range-start", "10.0.0.1", "host-netmask", "24", "host-interface", "eth1",
                        "control-port", "9999", "add-host", "false")
                .plus(Element.of("port-mapping", "id", "p1", "port", "80", "internal-port", "8080"))
                .plus(Element.of("port-mapping", "id", "p2", "range", "90-99"));
        Element storage = Element.of("storage")
                .plus(Element.of("storage-mapping", "id", "m1", "source-dir", "/srv/www", "target-dir", "/var/www", "options", "ro"))
                .plus(Element.of("storage-mapping", "id", "m2", "source-dir-root", "/srv/log", "target-dir", "/logs"));
        BundleDefinition bundle = read(Element.of("podman", "image", "i", "replicas", "2", "options", "--user=root"), network, storage,
                INSIDE);

        Map<String, String> parameters = parameters(new GeneratedElements(bundle).container(1));

        assertEquals(" -h w-1 -e PCMK_stderr=1 -e PCMK_remote_port=9999 -v /srv/www:/var/www:ro -v /srv/log/w-1:/logs"
                + " -v /etc/pacemaker/authkey:/etc/pacemaker/authkey -v /var/log/pacemaker/bundles/w-1:/var/log"
                + " -p 10.0.0.2:80:8080 -p 10.0.0.2:90-99:90-99 -p 10.0.0.2:9999:9999 --user=root"
                + "  --hosts-entry=10.0.0.1=w-0 --hosts-entry=10.0.0.2=w-1", parameters.get("run_opts"));
        assertEquals("/srv/log/w-1,/var/log/pacemaker/bundles/w-1", parameters.get("mount_points"));
        assertEquals("/usr/sbin/pacemaker-remoted", parameters.get("run_cmd"));
        assertEquals(Map.of("addr", "10.0.0.2", "port", "9999"), parameters(new GeneratedElements(bundle).connection(1, "w-1")));
        Element address = new GeneratedElements(bundle).address(1);
        assertEquals("w-ip-10.0.0.2", address.id());
        assertEquals(Map.of("ip", "10.0.0.2", "nic", "eth1", "cidr_netmask", "24"), parameters(address));
        assertEquals(List.of(), problems);
    }

    @Test
    void onTheNetworkOfTheHostThereAreNoPortsAndTheConnectionGoesToTheHost() {
        BundleDefinition bundle = read(Element.of("podman", "image", "i", "network", "host", "run-command", "/bin/run", "options", ""),
                Element.of("network", "control-port", "3121"),
                Element.of("storage").plus(Element.of("storage-mapping", "id", "m", "source-dir", "/l", "target-dir", "/var/log")), INSIDE);

        Map<String, String> parameters = parameters(new GeneratedElements(bundle).container(0));

        assertEquals(" -e PCMK_stderr=1 --net=host -e PCMK_remote_port=3121 -v /l:/var/log"
                + " -v /etc/pacemaker/authkey:/etc/pacemaker/authkey  ", parameters.get("run_opts"));
        assertEquals("/bin/run", parameters.get("run_cmd"));
        assertEquals("#uname", parameters(new GeneratedElements(bundle).connection(0, "w-0")).get("addr"));
    }

    @Test
    void theCloneFollowsReplicasAndPromotion() {
        BundleDefinition promotable = read(Element.of("podman", "image", "i", "promoted-max", "2"),
                Element.of("network", "control-port", "3121"), INSIDE);
        BundleDefinition shared = read(Element.of("podman", "image", "i", "replicas", "4", "replicas-per-host", "2"),
                Element.of("network", "ip-range-start", "10.0.0.1"), INSIDE);

        Element clone = new GeneratedElements(promotable).cloneOfPrimitive();
        Element unique = new GeneratedElements(shared).cloneOfPrimitive();

        assertEquals("w-master", clone.id());
        assertEquals("clone-max=2 clone-node-max=1 globally-unique=false ordered=true promotable=true promoted-max=2", meta(clone));
        assertEquals("w-clone", unique.id());
        assertEquals("clone-max=4 clone-node-max=2 globally-unique=true ordered=true", meta(unique));
        assertTrue(shared.unique());
    }

    private static String meta(Element clone) {
        return String.join(" ", clone.child("meta_attributes").orElseThrow().children().stream()
                .map(pair -> pair.get("name") + "=" + pair.get("value")).sorted().toList());
    }

    @Test
    void addressesGoOnInTheNextNetAndEnd() {
        assertEquals(List.of("10.0.0.253", "10.0.0.254", "10.0.1.1"), Addresses.from("10.0.0.253", 3));
        assertEquals(List.of("10.0.254.253"), Addresses.from("10.0.254.253", 3));
        assertEquals(List.of("fd00::1"), Addresses.from("fd00::1", 2));
    }

    @Test
    void idsHaveNoCharactersThatXmlForbids() {
        BundleDefinition bundle = read(Element.of("podman", "image", "i", "replicas", "1"),
                Element.of("network", "ip-range-start", "fd00::1"));

        assertEquals("w-ip-fd00..1", bundle.addressId(0));
    }

    @Test
    void moreReplicasThanAddressesAreLeftOutAndSaid() {
        BundleDefinition bundle = read(Element.of("podman", "image", "i", "replicas", "3"),
                Element.of("network", "ip-range-start", "10.0.254.254"));

        assertEquals(1, bundle.replicas());
        assertEquals(1, problems.size());
    }
}
