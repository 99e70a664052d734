package io.systole.core.fencing;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.option.Truth;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an agent says of itself in its metadata.
 *
 * @param actions the actions that it knows
 * @param parameters the names of its parameters
 * @param unfences whether a node must be switched on by it when it joins ({@code automatic="1"} or the older {@code required})
 * @param onTarget whether {@code on} may only be run on the node that is switched on
 */
public record AgentDescription(SortedSet<String> actions, SortedSet<String> parameters, boolean unfences, boolean onTarget) {
    public AgentDescription {
        actions = Collections.unmodifiableSortedSet(new TreeSet<>(actions));
        parameters = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
    }

    /** Reads metadata; empty if it is none. */
    public static Optional<AgentDescription> read(String metadata) {
        int begin = metadata.indexOf("<resource-agent");
        int end = metadata.lastIndexOf("</resource-agent>");
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(CibReader.element(metadata.substring(begin, end + "</resource-agent>".length()))));
        } catch (CibParseException unreadable) {
            return Optional.empty();
        }
    }

    private static AgentDescription of(Element agent) {
        var actions = new TreeSet<String>();
        boolean unfences = false;
        boolean onTarget = false;
        for (Element action : agent.child("actions").orElseGet(() -> Element.of("actions")).children("action")) {
            actions.add(action.get("name", ""));
            if (action.get("name", "").equals("on")) {
                unfences |= Truth.isTrue(action.get("automatic")) || Truth.isTrue(action.get("required"));
                onTarget |= Truth.isTrue(action.get("on_target"));
            }
        }
        var parameters = new TreeSet<String>();
        agent.child("parameters").ifPresent(all -> all.children("parameter").forEach(each -> parameters.add(each.get("name", ""))));
        return new AgentDescription(actions, parameters, unfences, onTarget);
    }

    boolean knows(String action) {
        return actions.contains(action);
    }
}
