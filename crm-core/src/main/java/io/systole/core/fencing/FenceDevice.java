package io.systole.core.fencing;

import io.systole.core.membership.NodeName;
import io.systole.core.option.TimeSpan;
import io.systole.core.option.WholeNumber;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@code stonith} resource as fencing sees it: an agent with parameters, those beginning with {@code pcmk_} for the cluster.
 *
 * @param id the resource
 * @param agent the program, for example {@code fence_ipmilan}
 * @param parameters its instance attributes
 */
public record FenceDevice(String id, String agent, SortedMap<String, String> parameters) {
    /** The agent that stands for "the node resets itself by its watchdog"; no program (rule C-142). */
    public static final String WATCHDOG_AGENT = "fence_watchdog";
    /** The only id under which {@link #WATCHDOG_AGENT} counts. */
    public static final String WATCHDOG = "watchdog";

    private static final int RETRIES = 2;

    public FenceDevice {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** The hosts that its parameters name. */
    public HostMap hosts() {
        return HostMap.of(parameters.get("pcmk_host_map"), parameters.get("pcmk_host_list"));
    }

    /** How to find out whether it can fence a node; an explicit word counts, else what the agent offers. */
    public HostCheck check(AgentDescription agentDescription) {
        return HostCheck.of(parameters.get("pcmk_host_check")).orElseGet(() -> !hosts().isEmpty() ? HostCheck.STATIC_LIST
                : agentDescription.knows("list") ? HostCheck.DYNAMIC_LIST
                : agentDescription.knows("status") ? HostCheck.STATUS : HostCheck.NONE);
    }

    boolean checkIsExplicit() {
        return HostCheck.of(parameters.get("pcmk_host_check")).isPresent();
    }

    /** What the agent is told to do for this action: {@code pcmk_reboot_action} and the like. */
    String alias(String action) {
        return parameters.getOrDefault("pcmk_" + action + "_action", action);
    }

    /** How long an action may take; what was asked for unless the device has a value of its own. */
    public Duration timeout(String action, Duration asked) {
        OptionalLong own = TimeSpan.timeout(parameters.get("pcmk_" + action + "_timeout"));
        return own.isPresent() && own.getAsLong() > 0 ? Duration.ofMillis(own.getAsLong()) : asked;
    }

    /** How often an action is tried at most within its timeout. */
    int tries(String action) {
        return Math.max(1, WholeNumber.parse(parameters.get("pcmk_" + action + "_retries"), RETRIES));
    }

    /** How many actions it can do at the same time. */
    int limit() {
        int limit = WholeNumber.parse(parameters.get("pcmk_action_limit"), 1);
        return limit < 0 ? Integer.MAX_VALUE : Math.max(1, limit);
    }

    /** The fixed delay before this node is fenced: one value, or {@code n1:5s;n2:0}. */
    Duration delayBase(NodeName target) {
        String text = parameters.getOrDefault("pcmk_delay_base", "");
        if (!text.contains(":")) {
            return span(text);
        }
        return HostMap.words(text, "[;\\s]+").stream().map(entry -> entry.split(":", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(target.value())).map(pair -> span(pair[1]))
                .findFirst().orElse(Duration.ZERO);
    }

    /** Up to which delay chance may lengthen the fixed one. */
    Duration delayMax() {
        return span(parameters.getOrDefault("pcmk_delay_max", ""));
    }

    /** The action as it is really done: an agent without reboot is told to switch off. */
    FencingAction performed(FencingAction asked, AgentDescription agentDescription) {
        boolean reboots = agentDescription.knows("reboot") || parameters.containsKey("pcmk_reboot_action");
        return asked == FencingAction.REBOOT && !reboots ? FencingAction.OFF : asked;
    }

    /** Whether it can do this action in some way. */
    boolean can(FencingAction asked, AgentDescription agentDescription) {
        String action = performed(asked, agentDescription).word();
        return agentDescription.knows(action) || agentDescription.knows(alias(action));
    }

    /**
     * What the agent reads from its standard input, one {@code name=value} a line (FenceAgentAPI).
     *
     * @param action what is to be done, before aliases
     * @param target the node that it is about, if it is about one
     * @param plugs the parameter names of the agent, or empty if they are not known
     */
    public String input(String action, Optional<NodeName> target, Set<String> plugs) {
        var input = new StringBuilder("action=").append(alias(action)).append('\n');
        Optional<String> hostArgument = target.flatMap(node -> hostArgument(plugs));
        target.ifPresent(node -> {
            input.append("nodename=").append(node).append('\n');
            hostArgument.ifPresent(name -> input.append(name).append('=').append(hosts().alias(node)).append('\n'));
        });
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            boolean replaced = hostArgument.filter(parameter.getKey()::equals).isPresent();
            if (!forCluster(parameter.getKey()) && !replaced) {
                input.append(parameter.getKey()).append('=').append(parameter.getValue()).append('\n');
            }
        }
        return input.toString();
    }

    /** A parameter that the agent cannot read because it has a line break. */
    public Optional<String> unreadableParameter() {
        return parameters.entrySet().stream().filter(each -> !forCluster(each.getKey()) && each.getValue().indexOf('\n') >= 0)
                .map(Map.Entry::getKey).findFirst();
    }

    /** The parameter in which the agent expects the victim; empty if it gets none or people have set it. */
    private Optional<String> hostArgument(Set<String> plugs) {
        String name = parameters.getOrDefault("pcmk_host_argument", plugs.contains("plug") ? "plug" : "port");
        String own = parameters.get(name);
        return name.equals("none") || own != null && !own.equals("dynamic") ? Optional.empty() : Optional.of(name);
    }

    private static boolean forCluster(String name) {
        return switch (name) {
            case "action", "option", "nodename", "stonith-timeout", "provides", "crm_feature_set" -> true;
            default -> name.startsWith("pcmk_") || name.startsWith("CRM_meta_");
        };
    }

    private static Duration span(String text) {
        OptionalLong millis = TimeSpan.timeout(text);
        return millis.isPresent() && millis.getAsLong() > 0 ? Duration.ofMillis(millis.getAsLong()) : Duration.ZERO;
    }

    /** Ways to find out whether a device can fence a node ({@code pcmk_host_check}). */
    public enum HostCheck {
        STATIC_LIST,
        DYNAMIC_LIST,
        STATUS,
        NONE;

        /** The way of this word; empty for null and unknown words. */
        public static Optional<HostCheck> of(String word) {
            for (HostCheck check : values()) {
                if (check.word().equals(word)) {
                    return Optional.of(check);
                }
            }
            return Optional.empty();
        }

        /** The word in the CIB. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
