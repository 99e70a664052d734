package io.systole.node.fence;

import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@code stonith} resource as the fencing agents' interface sees it.
 *
 * @param id the resource
 * @param agent the program, for example {@code fence_ipmilan}
 * @param parameters its instance attributes
 */
record FenceDevice(String id, String agent, SortedMap<String, String> parameters) {
    FenceDevice {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    static FenceDevice of(Element primitive) {
        var parameters = new TreeMap<String, String>();
        primitive.children("instance_attributes").stream().flatMap(set -> set.children("nvpair").stream())
                .forEach(pair -> parameters.putIfAbsent(pair.get("name", ""), pair.get("value", "")));
        return new FenceDevice(primitive.id(), primitive.get("type"), parameters);
    }

    /** Whether this device can fence a node; a device without any host list is taken to reach every node. */
    boolean reaches(NodeName node) {
        if (ports().containsKey(node.value()) || hosts().contains(node.value())) {
            return true;
        }
        return ports().isEmpty() && hosts().isEmpty();
    }

    /** What the agent reads from its standard input, one {@code name=value} a line (FenceAgentAPI). */
    String input(NodeName victim, String action) {
        var input = new StringBuilder("action=" + parameters.getOrDefault("pcmk_" + action + "_action", action) + "\n");
        input.append("nodename=").append(victim).append('\n');
        String argument = parameters.getOrDefault("pcmk_host_argument", "port");
        if (!argument.equals("none") && !parameters.containsKey(argument)) {
            input.append(argument).append('=').append(ports().getOrDefault(victim.value(), victim.value())).append('\n');
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!parameter.getKey().startsWith("pcmk_") && !parameter.getKey().equals("action")) {
                input.append(parameter.getKey()).append('=').append(parameter.getValue()).append('\n');
            }
        }
        return input.toString();
    }

    private List<String> hosts() {
        return words(parameters.get("pcmk_host_list"), "[\\s,;]+");
    }

    /** {@code pcmk_host_map}: the device's name for a node, {@code n1:1;n2:2}. */
    private Map<String, String> ports() {
        var ports = new TreeMap<String, String>();
        for (String entry : words(parameters.get("pcmk_host_map"), "[\\s;]+")) {
            String[] pair = entry.split("[:=]", 2);
            ports.put(pair[0], pair.length == 2 ? pair[1] : pair[0]);
        }
        return ports;
    }

    private static List<String> words(String text, String separator) {
        return Optional.ofNullable(text).stream().flatMap(value -> Arrays.stream(value.split(separator)))
                .filter(word -> !word.isEmpty()).toList();
    }
}
