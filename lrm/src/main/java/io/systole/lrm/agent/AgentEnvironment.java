package io.systole.lrm.agent;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.CibFormat;
import io.systole.core.operation.OperationRequest;
import io.systole.lrm.process.MarkedProcesses;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment of an agent, built from nothing: what the daemon itself was started with is no business of agents.
 * A parameter that is not set gives no variable at all, since agents take an empty variable for a value.
 */
final class AgentEnvironment {
    private static final String SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String CHECK_LEVEL = "OCF_CHECK_LEVEL";
    /**
     * Agents of ClusterLabs that look in HA_SBIN_DIR for programs of the system (sm-notify, clvmd) and for none of the cluster. It is
     * /usr/sbin by custom, which has both; our tools have a directory of their own, and a link there to what a system may lack does not
     * outlive packing.
     */
    private static final Set<AgentId> IN_NEED_OF_THE_SYSTEM = Set.of(new AgentId("ocf", "heartbeat", "nfsnotify"),
            new AgentId("ocf", "heartbeat", "clvm"));
    private static final String SYSTEM_PROGRAMS = "/usr/sbin";

    private final AgentPlaces places;

    AgentEnvironment(AgentPlaces places) {
        this.places = places;
    }

    /** For every program: our tools first, so that agents which call {@code crm_attribute} reach this cluster. */
    SortedMap<String, String> basic() {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", places.toolsDirectory() + ":" + SYSTEM_PATH);
        environment.put("HOME", "/root");
        environment.put("LOGNAME", "root");
        environment.put("USER", "root");
        environment.put("SHELL", "/bin/sh");
        environment.put("LANG", "C.UTF-8");
        environment.put(MarkedProcesses.MARK, places.mark());
        places.socket().ifPresent(socket -> environment.put("SYSTOLE_SOCKET", socket.toString()));
        return environment;
    }

    /** For init scripts, which are told nothing; only the processes they leave behind carry the name of the resource. */
    SortedMap<String, String> script(OperationRequest request) {
        SortedMap<String, String> environment = basic();
        environment.put(MarkedProcesses.RESOURCE, request.key().resource().value());
        return environment;
    }

    /** For OCF agents, which find everything about their resource here. {@code root} has the library that agents source. */
    SortedMap<String, String> ocf(OperationRequest request, Path root) {
        SortedMap<String, String> environment = basic();
        environment.put("OCF_ROOT", root.toString());
        environment.put("OCF_RA_VERSION_MAJOR", "1");
        environment.put("OCF_RA_VERSION_MINOR", "1");
        environment.put("OCF_EXIT_REASON_PREFIX", ExitReason.PREFIX);
        environment.put("OCF_RESOURCE_INSTANCE", request.key().resource().value());
        environment.put("OCF_RESOURCE_TYPE", request.agent().type());
        environment.put("OCF_RESOURCE_PROVIDER", request.agent().provider());
        environment.put("OCF_RESKEY_crm_feature_set", CibFormat.FEATURE_SET);
        environment.put("HA_SBIN_DIR", IN_NEED_OF_THE_SYSTEM.contains(request.agent()) ? SYSTEM_PROGRAMS
                : places.toolsDirectory().toString());
        environment.put("HA_RSCTMP", places.tempDirectory().toString());
        request.parameters().forEach((name, value) -> environment.put(name.equals(CHECK_LEVEL) ? name : "OCF_RESKEY_" + name, value));
        meta(request).forEach((name, value) -> environment.put("OCF_RESKEY_CRM_meta_" + name, value));
        return environment;
    }

    /** What the coordinator sent, and what this node knows better or may have been left out. Spans are in milliseconds. */
    private SortedMap<String, String> meta(OperationRequest request) {
        SortedMap<String, String> meta = new TreeMap<>();
        request.meta().forEach((name, value) -> meta.put(name.replace('-', '_'), value));
        meta.putIfAbsent("name", request.key().operation());
        meta.putIfAbsent("on_node", places.node().value());
        meta.put("timeout", Long.toString(request.timeout().toMillis()));
        meta.put("interval", Long.toString(request.key().interval().toMillis()));
        // An empty list is one blank: drbd for one refuses to run without its notify lists.
        meta.replaceAll((name, value) -> name.startsWith("notify_") && value.isEmpty() ? " " : value);
        return meta;
    }
}
