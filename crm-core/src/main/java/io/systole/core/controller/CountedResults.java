package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.controller.status.NodeStates;
import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The results of a node that the CIB had when the node joined: told again, they are not counted again.
 *
 * @param keys transition key and call number of each
 */
record CountedResults(Set<String> keys) {
    static CountedResults of(Cib cib, NodeName node) {
        return new CountedResults(NodeStates.history(cib, node).tree().filter(element -> element.is("lrm_rsc_op"))
                .map(CountedResults::key).collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean has(PeerMessage.Result result) {
        return result.resource().children().stream().map(CountedResults::key).anyMatch(keys::contains);
    }

    private static String key(Element entry) {
        return entry.get("transition-magic", "") + "|" + entry.get("call-id", "");
    }
}
