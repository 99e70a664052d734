package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.WholeNumber;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Fence devices and levels that cannot work as written: what the fencer would find out when it is needed most is told when it is
 * written. Parameters that begin with {@code pcmk_} are for the cluster; the others belong to the agent.
 */
final class FenceDeviceCheck {
    private static final List<String> CHECKS = List.of("static-list", "dynamic-list", "status", "none");
    private static final List<String> ACTIONS = List.of("reboot", "off", "on", "list", "monitor", "status");
    private static final String DELAY_BASE = "pcmk_delay_base";
    private static final String DELAY_MAX = "pcmk_delay_max";

    private final ConfigurationIndex index;
    private final Findings findings;

    private FenceDeviceCheck(ConfigurationIndex index, Findings findings) {
        this.index = index;
        this.findings = findings;
    }

    static void run(ConfigurationIndex index, Findings findings) {
        var check = new FenceDeviceCheck(index, findings);
        index.resources().values().stream().filter(check::isDevice).forEach(check::device);
        check.levels();
    }

    private boolean isDevice(Element resource) {
        Element kind = resource.attribute("template").map(index.templates()::get).orElse(resource);
        return kind != null && resource.is("primitive") && "stonith".equals(kind.get("class"));
    }

    private void device(Element device) {
        var parameters = new TreeMap<String, String>();
        Element template = device.attribute("template").map(index.templates()::get).orElse(null);
        Stream.of(device, template).filter(part -> part != null).flatMap(part -> part.children("instance_attributes").stream())
                .flatMap(set -> set.children("nvpair").stream()).filter(pair -> pair.get("name") != null && pair.get("value") != null)
                .forEach(pair -> parameters.putIfAbsent(pair.get("name"), pair.get("value")));
        hosts(device, parameters);
        for (String action : ACTIONS) {
            span(device, parameters, "pcmk_" + action + "_timeout");
            number(device, parameters, "pcmk_" + action + "_retries");
        }
        number(device, parameters, "pcmk_action_limit");
        delays(device, parameters);
        parameters.keySet().stream().filter(name -> name.startsWith("pcmk_") && !known(name)).forEach(name -> findings.warning(device,
                "the cluster knows no parameter " + name + Nearest.hint(name, knownNames(), "it has no effect")));
    }

    private void hosts(Element device, TreeMap<String, String> parameters) {
        String check = parameters.get("pcmk_host_check");
        List<String> names = new ArrayList<>(words(parameters.get("pcmk_host_list"), "[\\s,;]+"));
        Set<String> mapped = new HashSet<>();
        for (String entry : words(parameters.get("pcmk_host_map"), "[\\s;]+")) {
            int colon = entry.indexOf(':') >= 0 ? entry.indexOf(':') : entry.indexOf('=');
            if (colon <= 0 || colon == entry.length() - 1) {
                findings.error(device, "pcmk_host_map has an entry \"" + entry + "\" that is no NODE:PORT; write for example n1:1;n2:2");
                continue;
            }
            String node = entry.substring(0, colon);
            names.add(node);
            if (!mapped.add(node.toLowerCase(Locale.ROOT))) {
                findings.warning(device, "pcmk_host_map names " + node + " twice; the first entry counts");
            }
        }
        if (check != null && !CHECKS.contains(check)) {
            findings.error(device, "pcmk_host_check=\"" + check + "\" is none of " + String.join(", ", CHECKS));
        }
        boolean asked = parameters.containsKey("pcmk_host_list") || parameters.containsKey("pcmk_host_map");
        if (names.isEmpty() && ("static-list".equals(check) || asked)) {
            findings.warning(device, "the device can fence nobody: " + (asked ? "its pcmk_host_list and pcmk_host_map name no node"
                    : "pcmk_host_check is static-list, but there is neither pcmk_host_list nor pcmk_host_map"));
        }
        unknownHosts(device, names);
    }

    private void unknownHosts(Element device, List<String> names) {
        var nodes = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        index.cib().section("nodes").children("node").stream().map(node -> node.get("uname", "")).forEach(nodes::add);
        index.resources().values().stream().flatMap(Element::tree).filter(each -> "remote-node".equals(each.get("name")))
                .map(each -> each.get("value", "")).forEach(nodes::add);
        nodes.addAll(index.resources().keySet());
        List<String> unknown = names.stream().filter(name -> !nodes.contains(name)).distinct().toList();
        if (index.cib().section("nodes").children().isEmpty() || unknown.isEmpty()) {
            return;
        }
        if (unknown.size() == names.stream().distinct().count()) {
            findings.warning(device, "the device can fence nobody: of " + String.join(", ", unknown) + " none is a node of the cluster");
        } else {
            unknown.forEach(name -> findings.warning(device, "there is no node \"" + name + "\""
                    + Nearest.hint(name, nodes, "remove it from pcmk_host_list or pcmk_host_map, or ignore this until it joins")));
        }
    }

    private void delays(Element device, TreeMap<String, String> parameters) {
        String base = parameters.getOrDefault(DELAY_BASE, "0");
        span(device, parameters, DELAY_MAX);
        OptionalLong most = TimeSpan.timeout(parameters.get(DELAY_MAX));
        List<String> bases = base.contains(":") ? words(base, "[\\s;]+").stream().map(entry -> entry.substring(entry.indexOf(':')
                + 1)).toList()
                : List.of(base);
        for (String each : bases) {
            OptionalLong millis = TimeSpan.timeout(each);
            if (millis.isEmpty() || millis.getAsLong() < 0) {
                findings.error(device, DELAY_BASE + "=\"" + base + "\" cannot be understood; write a span such as 5s, or n1:5s;n2:0");
            } else if (most.isPresent() && most.getAsLong() > 0 && millis.getAsLong() > most.getAsLong()) {
                findings.warning(device, DELAY_BASE + " " + each + " is longer than " + DELAY_MAX + " " + parameters.get(DELAY_MAX)
                        + " and is limited to that");
            }
        }
    }

    private void span(Element device, TreeMap<String, String> parameters, String name) {
        String text = parameters.get(name);
        if (text != null && (TimeSpan.timeout(text).isEmpty() || TimeSpan.timeout(text).getAsLong() < 0)) {
            findings.error(device, name + "=\"" + text + "\" is no span of time; write a number with s, ms, min or h, for example 20s");
        }
    }

    private void number(Element device, TreeMap<String, String> parameters, String name) {
        String text = parameters.get(name);
        if (text != null && WholeNumber.parse(text).isEmpty()) {
            findings.error(device, name + "=\"" + text + "\" is no number");
        }
    }

    private void levels() {
        Set<String> seen = new HashSet<>();
        for (Element level : index.cib().section("fencing-topology").children("fencing-level")) {
            String target = level.get("target", "") + "|" + level.get("target-pattern", "") + "|" + level.get("target-attribute", "") + "="
                    + level.get("target-value", "");
            if (!seen.add(target + "#" + level.get("index", ""))) {
                findings.warning(level, "there is another level " + level.get("index", "")
                        + " for the same nodes before; this one has no effect");
            }
            List<String> devices = words(level.get("devices"), "[\\s,]+");
            if (devices.isEmpty()) {
                findings.warning(level, "the level has no devices and is left out; name some, or remove it");
            }
            devices.stream().map(index.resources()::get).filter(resource -> resource != null && !isDevice(resource))
                    .forEach(resource -> findings.warning(level, "\"" + resource.id()
                            + "\" is no fence device (class stonith), so the level fails"));
        }
    }

    private static boolean known(String name) {
        return knownNames().contains(name);
    }

    private static List<String> knownNames() {
        Stream<String> perAction = ACTIONS.stream().flatMap(action -> Stream.of("action", "timeout", "retries")
                .map(ending -> "pcmk_" + action + "_" + ending));
        return Stream.concat(Stream.of("pcmk_host_map", "pcmk_host_list", "pcmk_host_check", "pcmk_host_argument", DELAY_BASE, DELAY_MAX,
                "pcmk_action_limit"), perAction).toList();
    }

    private static List<String> words(String text, String separator) {
        return text == null ? List.of() : Arrays.stream(text.split(separator)).filter(word -> !word.isEmpty()).toList();
    }
}
