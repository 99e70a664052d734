package io.systole.shell.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.membership.LinkReport;
import io.systole.core.membership.LinkState;
import io.systole.core.membership.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/** How a {@link LinkReport} travels between a {@link SocketConnection} and the daemon: JSON. */
public final class LinkForm {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LinkForm() {}

    public static String write(LinkReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        report.links().forEach(link -> {
            ObjectNode node = json.withArray("links").addObject().put("peer", link.peer().value()).put("link", link.link())
                    .put("local", link.local()).put("remote", link.remote()).put("status", link.status().name())
                    .put("since", link.since().toString()).put("reason", link.reason()).put("received", link.received());
            link.silence().ifPresent(silence -> node.put("silence", silence.toString()));
        });
        ObjectNode dropped = json.putObject("dropped");
        report.dropped().forEach(dropped::put);
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", impossible);
        }
    }

    public static LinkReport read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException("not JSON: " + bad.getOriginalMessage(), bad);
        }
        var links = new ArrayList<LinkState>();
        json.path("links").forEach(each -> links.add(new LinkState(new NodeName(each.path("peer").asText()), each.path("link").asInt(),
                each.path("local").asText(), each.path("remote").asText(), LinkState.Status.valueOf(each.path("status").asText()),
                Instant.parse(each.path("since").asText()), each.path("reason").asText(),
                each.hasNonNull("silence") ? Optional.of(Duration.parse(each.path("silence").asText())) : Optional.empty(),
                each.path("received").asLong())));
        var dropped = new TreeMap<String, Long>();
        json.path("dropped").properties().forEach(entry -> dropped.put(entry.getKey(), entry.getValue().asLong()));
        return new LinkReport(links, dropped);
    }
}
