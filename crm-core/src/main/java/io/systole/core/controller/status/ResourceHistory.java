package io.systole.core.controller.status;

import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes a node's {@code <lrm_resources>}. The node and the DC use the same functions, so the memory of the one and the
 * status section of the other agree.
 */
public final class ResourceHistory {
    private static final String REPLAYED = "build_active_RAs";

    private ResourceHistory() {}

    /** The history with these entries in place of older ones of the same id. */
    public static Element merge(Element lrmResources, Element resource) {
        if (resource.children().isEmpty()) {
            return lrmResources;
        }
        Optional<Element> old = lrmResources.child("lrm_resource", resource.get("id", ""));
        if (old.isEmpty()) {
            return lrmResources.plus(resource);
        }
        Element merged = old.get().withAttributes(resource.attributes());
        merged = merged.with(CibFormat.STARTED_BY, old.get().get(CibFormat.STARTED_BY));
        for (Element entry : resource.children("lrm_rsc_op")) {
            Element target = merged;
            merged = target.child("lrm_rsc_op", entry.get("id", "")).map(before -> replaced(target, before, entry))
                    .orElseGet(() -> target.plus(entry));
        }
        return lrmResources.replacing(old.get(), merged);
    }

    private static Element replaced(Element resource, Element before, Element entry) {
        Element with = resource.replacing(before, entry);
        if (succeeded(entry, "start") || succeeded(entry, "stop")) {
            return with.with(CibFormat.STARTED_BY, null);
        }
        return succeeded(before, "start") ? with.with(CibFormat.STARTED_BY, before.get("call-id")) : with;
    }

    private static boolean succeeded(Element entry, String operation) {
        return operation.equals(entry.get("operation")) && "0".equals(entry.get("op-status")) && "0".equals(entry.get("rc-code"));
    }

    /** The entry with this id of a resource. */
    public static Optional<Element> entry(Element lrmResources, ResourceId resource, String id) {
        return lrmResources.child("lrm_resource", resource.value()).flatMap(around -> around.child("lrm_rsc_op", id));
    }

    /** The history without one entry; a resource without entries stays, as it does after a cancelled monitor. */
    public static Element removeEntry(Element lrmResources, ResourceId resource, String id) {
        Optional<Element> around = lrmResources.child("lrm_resource", resource.value());
        Optional<Element> entry = around.flatMap(each -> each.child("lrm_rsc_op", id));
        return entry.isEmpty() ? lrmResources : lrmResources.replacing(around.get(), around.get().minus(entry.get()));
    }

    /** The history without a resource. */
    public static Element forget(Element lrmResources, ResourceId resource) {
        return lrmResources.child("lrm_resource", resource.value()).map(lrmResources::minus).orElse(lrmResources);
    }

    /** The history without the recurring operations of a resource: another operation has ended them. */
    public static Element dropRecurring(Element lrmResources, ResourceId resource) {
        return lrmResources.child("lrm_resource", resource.value()).map(around -> lrmResources.replacing(around, around.withChildren(
                around.children().stream().filter(entry -> entry.get("interval", "0").equals("0")
                        || entry.get("id", "").endsWith("_last_failure_0")).toList()))).orElse(lrmResources);
    }

    /** True if an operation of this kind, when it succeeds, ends the recurring operations of its resource. */
    public static boolean endsRecurring(OperationKey key) {
        return !key.recurring() && !key.operation().equals("monitor") && !key.operation().equals("notify");
    }

    /** The same history, marked as a replay at join, whose failures must not be counted again (rules C-7, C-53). */
    public static Element replayed(Element lrmResources) {
        var resources = new ArrayList<Element>();
        for (Element resource : lrmResources.children()) {
            List<Element> entries = resource.children().stream().map(entry -> entry.with("crm-debug-origin", REPLAYED)).toList();
            resources.add(resource.withChildren(entries));
        }
        return lrmResources.withChildren(resources);
    }
}
