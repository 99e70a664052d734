package io.systole.shell.command;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metadata of an agent as a tree. */
final class AgentDocument {
    /** Agents begin with a document type, ours with declarations in it; the reader of CIBs accepts none. */
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^\\[>]*(\\[.*?]\\s*)?>", Pattern.DOTALL);

    /** What the cluster itself tells a fence agent at each call, so that nobody has to configure it (fencing-and-alerts, 1). */
    private static final Set<String> TOLD_BY_CLUSTER = Set.of("action", "plug", "port");
    private static final Set<String> TRUE = Set.of("1", "true");

    private AgentDocument() {}

    /**
     * Reads what the agent has printed.
     *
     * @throws io.systole.core.cib.xml.CibParseException if that is no XML
     */
    static Element read(String metadata) {
        return CibReader.element(DOCUMENT_TYPE.matcher(metadata).replaceFirst(""));
    }

    /** The parameters, as the agent lists them. */
    static List<Element> parameters(Element metadata) {
        return metadata.child("parameters").map(list -> list.children("parameter")).orElse(List.of());
    }

    /** An older name, or one whose time is over; fence agents say so in an attribute, OCF 1.1 in an element. */
    static boolean isDeprecated(Element parameter) {
        return TRUE.contains(parameter.get("deprecated", "")) || parameter.child("deprecated").isPresent();
    }

    /** Whether people have to give it: an older name of a required parameter is none they need as well. */
    static boolean isRequired(String agentClass, Element parameter) {
        boolean told = agentClass.equals("stonith") && TOLD_BY_CLUSTER.contains(parameter.get("name", ""));
        return TRUE.contains(parameter.get("required", "")) && !isDeprecated(parameter) && !told;
    }

    /** The name of a parameter and its older ones, any of which gives it its value. */
    static Stream<String> names(Element metadata, Element parameter) {
        String name = parameter.get("name", "");
        Stream<String> replaced = parameters(metadata).stream().filter(old -> old.children("deprecated").stream()
                .flatMap(each -> each.children("replaced-with").stream()).anyMatch(with -> name.equals(with.get("name"))))
                .map(old -> old.get("name", ""));
        return Stream.concat(Stream.concat(Stream.of(name), parameter.attribute("obsoletes").stream()), replaced);
    }
}
