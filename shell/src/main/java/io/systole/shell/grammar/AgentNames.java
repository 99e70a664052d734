package io.systole.shell.grammar;

import io.systole.core.cib.AgentId;
import java.util.List;
import java.util.function.Function;

/** How agents are named in the crm language: {@code IPaddr2} is short for {@code ocf:heartbeat:IPaddr2}. */
public final class AgentNames {
    private static final List<String> CLASSES = List.of("ocf", "stonith", "systemd", "lsb", "service", "upstart", "nagios");

    private final Function<String, List<String>> providersOfType;

    /**
     * With what is known of installed agents.
     *
     * @param providersOfType the providers that have an ocf agent of this type; empty if none or if nothing is known
     */
    public AgentNames(Function<String, List<String>> providersOfType) {
        this.providersOfType = providersOfType;
    }

    /** Names without any knowledge of what is installed. */
    public static AgentNames unknown() {
        return new AgentNames(type -> List.of());
    }

    AgentId parse(String word) {
        int first = word.indexOf(':');
        if (first < 0) {
            return new AgentId("ocf", providerOf(word), word);
        }
        String agentClass = word.substring(0, first);
        String rest = word.substring(first + 1);
        if (rest.isEmpty() || first == 0) {
            throw new CrmSyntaxException("\"" + word + "\" is no agent: write CLASS:PROVIDER:TYPE, CLASS:TYPE or TYPE");
        }
        if (agentClass.equals("ocf")) {
            int second = rest.indexOf(':');
            if (second == 0 || second == rest.length() - 1) {
                throw new CrmSyntaxException("\"" + word + "\" is no agent: write ocf:PROVIDER:TYPE");
            }
            return second < 0
                    ? new AgentId("ocf", providerOf(rest), rest)
                    : new AgentId("ocf", rest.substring(0, second), rest.substring(second + 1));
        }
        if (CLASSES.contains(agentClass)) {
            return new AgentId(agentClass, "", rest);
        }
        if (rest.indexOf(':') < 0) {
            return new AgentId("ocf", agentClass, rest);
        }
        throw new CrmSyntaxException("\"" + agentClass + "\" is no agent class: use " + String.join(", ", CLASSES));
    }

    /** The shortest text that means this agent. */
    String text(AgentId agent) {
        boolean shortForm = agent.agentClass().equals("ocf") && agent.provider().equals("heartbeat")
                && !CLASSES.contains(agent.type()) && agent.type().indexOf(':') < 0 && providerOf(agent.type()).equals("heartbeat");
        return shortForm ? agent.type() : agent.toString();
    }

    private String providerOf(String type) {
        List<String> providers = providersOfType.apply(type);
        return providers.size() == 1 ? providers.getFirst() : "heartbeat";
    }
}
