package io.systole.node.setup;

import io.systole.agents.AgentMetadata;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an init script says of itself in its header, as the metadata document that OCF agents have. */
final class ScriptDocument {
    private ScriptDocument() {}

    static String of(AgentMetadata script) {
        List<Element> actions = script.actions().stream().map(ScriptDocument::action).toList();
        return CibWriter.text(Element.of("resource-agent", "name", printable(script.name()))
                .plus(Element.of("version").withText("1.0"))
                .plus(Element.of("longdesc", "lang", "en").withText(printable(script.longDescription())))
                .plus(Element.of("shortdesc", "lang", "en").withText(printable(script.shortDescription())))
                .plus(Element.of("parameters"))
                .plus(Element.of("actions").withChildren(actions)));
    }

    private static Element action(AgentMetadata.Action action) {
        Element element = with(Element.of("action", "name", action.name()), "timeout", action.timeout());
        return with(element, "interval", action.interval());
    }

    private static Element with(Element element, String attribute, Optional<Duration> span) {
        return span.map(value -> element.with(attribute, value.toSeconds() + "s")).orElse(element);
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
    }
}
