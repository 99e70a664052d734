package io.systole.core.scheduler.bundle;

import io.systole.core.cib.Element;
import io.systole.core.scheduler.bundle.BundleDefinition.Mount;
import java.util.stream.Collectors;

/** The resources of a bundle that nobody configures, as elements such as people would have written (rules 4:B-13 to 4:B-21). */
public final class GeneratedElements {
    private final BundleDefinition bundle;

    public GeneratedElements(BundleDefinition bundle) {
        this.bundle = bundle;
    }

    /** The clone around what runs inside (rule 4:B-16); only for bundles with a primitive. */
    public Element cloneOfPrimitive() {
        Element meta = Element.of("meta_attributes", "id", bundle.cloneId() + "-meta_attributes");
        meta = with(meta, "ordered", "true");
        meta = with(meta, "clone-max", Integer.toString(bundle.replicas()));
        meta = with(meta, "clone-node-max", Integer.toString(bundle.perHost()));
        meta = with(meta, "globally-unique", Boolean.toString(bundle.perHost() > 1));
        if (bundle.promotedMax() > 0) {
            meta = with(meta, "promotable", "true");
            meta = with(meta, "promoted-max", Integer.toString(bundle.promotedMax()));
        }
        return Element.of("clone", "id", bundle.cloneId()).plus(meta).plus(bundle.primitive().orElseThrow());
    }

    /** The container of a replica (rule 4:B-19). */
    public Element container(int replica) {
        Element parameters = parameters(replica);
        parameters = with(parameters, "image", bundle.image());
        parameters = with(parameters, "allow_pull", "true");
        parameters = with(parameters, "force_kill", "false");
        parameters = with(parameters, "reuse", "false");
        parameters = with(parameters, "run_opts", new RunOptions(bundle).of(replica));
        parameters = with(parameters, "mount_points", bundle.allMounts(replica).stream()
                .filter(Mount::perReplica).map(Mount::source).collect(Collectors.joining(",")));
        String command = bundle.runCommand().orElse(bundle.primitive().isPresent() ? "/usr/sbin/pacemaker-remoted" : null);
        parameters = command == null ? parameters : with(parameters, "run_cmd", command);
        parameters = with(parameters, "monitor_cmd", "/bin/true");
        String id = bundle.containerId(replica);
        return primitive(id, "heartbeat", bundle.technology()).plus(parameters).plus(monitor(id, "60s", null));
    }

    /** The address of a replica (rule 4:B-18). */
    public Element address(int replica) {
        Element parameters = with(parameters(replica), "ip", bundle.reach().addresses().get(replica));
        if (bundle.reach().hostInterface().isPresent()) {
            parameters = with(parameters, "nic", bundle.reach().hostInterface().get());
        }
        parameters = with(parameters, "cidr_netmask", bundle.reach().netmask());
        String id = bundle.addressId(replica);
        return primitive(id, "heartbeat", "IPaddr2").plus(parameters).plus(monitor(id, "60s", null));
    }

    /** The connection to what runs inside a replica, under the name of the node that it makes (rule 4:B-21). */
    public Element connection(int replica, String name) {
        Element meta = Element.of("meta_attributes", "id", name + "-meta_attributes");
        meta = with(meta, "internal_rsc", "true");
        meta = with(meta, "container", bundle.containerId(replica));
        Element parameters = Element.of("instance_attributes", "id", name + "-instance_attributes");
        parameters = with(parameters, "addr", bundle.address(replica).orElse("#uname"));
        parameters = with(parameters, "port", bundle.reach().port());
        return primitive(name, "pacemaker", "remote").plus(meta).plus(parameters).plus(monitor(name, "30s", "30s"));
    }

    private Element parameters(int replica) {
        return Element.of("instance_attributes", "id", BundleDefinition.safe(bundle.id() + "-attributes-" + replica));
    }

    private static Element primitive(String id, String provider, String type) {
        return Element.of("primitive", "id", id, "class", "ocf", "provider", provider, "type", type);
    }

    private static Element monitor(String id, String interval, String timeout) {
        return Element.of("operations").plus(Element.of("op", "id", id + "-monitor-" + interval, "name", "monitor",
                "interval", interval, "timeout", timeout));
    }

    private static Element with(Element set, String name, String value) {
        return set.plus(Element.of("nvpair", "id", set.id() + "-" + name, "name", name, "value", value));
    }
}
