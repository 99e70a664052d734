package io.systole.core.status;

import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Which node attributes are those of a ping resource, and what they would be if all its hosts answered (reference: crm_mon, 3.5). */
final class Connectivity {
    private static final Set<String> AGENTS = Set.of("ping", "pingd");

    private final ClusterSnapshot snapshot;
    private final List<Resource> pings;

    Connectivity(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        this.pings = snapshot.allResources().filter(Resource::isPrimitive)
                .filter(resource -> resource.agent().map(agent -> AGENTS.contains(agent.type())).orElse(false)).toList();
    }

    /** Of these attributes of the node those that ping resources write. */
    SequencedMap<String, Integer> expected(Node node, Iterable<String> attributes) {
        var expected = new LinkedHashMap<String, Integer>();
        for (Resource ping : pings) {
            Map<String, String> parameters = snapshot.facts().parameters().of(ping, node);
            String written = parameters.getOrDefault("name", "pingd");
            for (String attribute : attributes) {
                if (attribute.equalsIgnoreCase(written)) {
                    expected.putIfAbsent(attribute, hosts(parameters) * multiplier(parameters));
                }
            }
        }
        return expected;
    }

    private static int hosts(Map<String, String> parameters) {
        String list = parameters.getOrDefault("host_list", "").strip();
        return list.isEmpty() ? 0 : list.split("\\s+").length;
    }

    private static int multiplier(Map<String, String> parameters) {
        return Numbers.number(parameters.get("multiplier")).filter(number -> Math.abs(number) <= 1_000_000).orElse(1L).intValue();
    }
}
