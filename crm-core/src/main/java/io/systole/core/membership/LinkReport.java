package io.systole.core.membership;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The networks of this node as it sees them.
 *
 * @param links one state for each other node and link, by node and number
 * @param dropped datagrams that were not used since the start, by reason; {@code copies} are those that another link had brought already
 */
public record LinkReport(List<LinkState> links, SortedMap<String, Long> dropped) {
    /** What a transport says that knows nothing of links. */
    public static final LinkReport NONE = new LinkReport(List.of(), new TreeMap<>());

    public LinkReport {
        links = List.copyOf(links);
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    /** The links over which a living node is not heard. */
    public List<LinkState> down() {
        return links.stream().filter(link -> link.status() == LinkState.Status.DOWN).toList();
    }
}
