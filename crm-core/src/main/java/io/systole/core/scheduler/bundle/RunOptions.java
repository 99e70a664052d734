package io.systole.core.scheduler.bundle;

import io.systole.core.scheduler.bundle.BundleDefinition.Mount;
import io.systole.core.scheduler.bundle.BundleDefinition.Port;
import java.util.Optional;

/** The words that the container engine is started with, {@code run_opts} of the container's agent (rule 4:B-20). */
final class RunOptions {
    private final BundleDefinition bundle;

    RunOptions(BundleDefinition bundle) {
        this.bundle = bundle;
    }

    String of(int replica) {
        var text = new StringBuilder();
        Optional<String> address = bundle.address(replica);
        if (bundle.technology().equals("docker")) {
            text.append(" --restart=no");
        }
        if (address.isPresent()) {
            text.append(" -h ").append(bundle.replicaName(replica));
        }
        text.append(" -e PCMK_stderr=1");
        bundle.network().ifPresent(network -> text.append(" --net=").append(network));
        text.append(" -e PCMK_remote_port=").append(bundle.reach().port());
        for (Mount mount : bundle.allMounts(replica)) {
            text.append(" -v ").append(mount.source()).append(':').append(mount.target());
            mount.options().ifPresent(options -> text.append(':').append(options));
        }
        boolean hostNetwork = bundle.network().filter("host"::equals).isPresent();
        for (Port port : bundle.allPorts()) {
            if (address.isPresent()) {
                text.append(" -p ").append(address.get()).append(':').append(port.source()).append(':').append(port.target());
            } else if (!hostNetwork) {
                text.append(" -p ").append(port.source()).append(':').append(port.target());
            }
        }
        bundle.options().ifPresent(options -> text.append(' ').append(options));
        return text.append(' ').append(hosts()).toString();
    }

    /** Entries for all replicas, so that they find each other by name. */
    private String hosts() {
        var text = new StringBuilder();
        for (int i = 0; i < bundle.reach().addresses().size(); i++) {
            String address = bundle.reach().addresses().get(i);
            if (bundle.reach().addHost()) {
                text.append(" --add-host=").append(bundle.replicaName(i)).append(':').append(address);
            } else {
                text.append(" --hosts-entry=").append(address).append('=').append(bundle.replicaName(i));
            }
        }
        return text.toString();
    }
}
