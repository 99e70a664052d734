package io.systole.shell.monitor;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.scheduler.snapshot.HistoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What has been done since the last look: results that were not in the status before. What the first look finds is old. */
final class News {
    private Map<String, Element> seen;
    private TreeSet<String> fenced;

    /** The operations that have ended since the last call. */
    List<Notice> operations(Cib cib) {
        Map<String, Element> now = new LinkedHashMap<>();
        List<Notice> news = new ArrayList<>();
        var told = new TreeSet<String>();
        for (Element state : cib.status().children("node_state")) {
            for (Element resource : resources(state)) {
                for (Element operation : resource.children("lrm_rsc_op")) {
                    String where = state.get("uname", state.get("id", ""));
                    String key = where + "/" + resource.id() + "/" + operation.id();
                    now.put(key, operation);
                    HistoryEntry entry = HistoryEntry.of(operation);
                    boolean known = seen == null || operation.equals(seen.get(key));
                    // A failure stands in the status twice: as the last result and as the last failure.
                    if (!known && worthTelling(entry) && told.add(where + "/" + resource.id() + "/" + entry.callId())) {
                        news.add(Notice.of(where, resource.id(), entry));
                    }
                }
            }
        }
        seen = now;
        return news;
    }

    private static List<Element> resources(Element state) {
        return state.child("lrm").flatMap(lrm -> lrm.child("lrm_resources")).map(all -> all.children("lrm_resource")).orElse(List.of());
    }

    /** What has ended; not the probes that found nothing, as they should. */
    private static boolean worthTelling(HistoryEntry entry) {
        boolean asExpected = entry.status() == 0 && entry.rc() == entry.expectedRc();
        return entry.status() >= 0 && !(asExpected && entry.rc() == 7);
    }

    /** The fencings that have ended since the last call. */
    List<Notice> fencings(List<FencingRecord> history) {
        List<FencingRecord> ended = history.stream().filter(record -> !record.pending()).toList();
        List<Notice> news = new ArrayList<>();
        if (fenced != null) {
            ended.stream().filter(record -> !fenced.contains(record.id())).map(Notice::of).forEach(news::add);
        }
        fenced = new TreeSet<>(ended.stream().map(FencingRecord::id).toList());
        return news;
    }
}
