package io.systole.core.scheduler.plan;

import io.systole.core.operation.ParameterDigest;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Digests;
import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** With which parameters of which devices a node was let in, and whether they are still the same (rules 1:S-190, 3:F-41). */
final class UnfencingDigests {
    private final Facts facts;
    private final List<Resource> devices;

    UnfencingDigests(ClusterSnapshot snapshot) {
        this.facts = snapshot.facts();
        this.devices = !facts.unfencing() ? List.of() : snapshot.resources().stream().flatMap(Resource::leaves)
                .filter(leaf -> leaf.isFenceDevice() && (leaf.settings().requires() == Settings.Requires.UNFENCING
                        || "unfencing".equalsIgnoreCase(leaf.meta("provides"))))
                .toList().reversed();
    }

    /** Gives a fencing what the executor records; true if a device is not what it was when the node was let in. */
    boolean describe(PlannedAction fence, Node node) {
        if (!facts.unfencing()) {
            return false;
        }
        var all = new StringBuilder();
        var secure = new StringBuilder();
        boolean changed = false;
        for (Resource device : devices) {
            Map<String, String> parameters = facts.parameters().of(device, node);
            String name = device.id() + ":" + device.agent().orElseThrow().type() + ":";
            String full = name + ParameterDigest.operation(parameters, Duration.ZERO, Duration.ZERO).value();
            String shown = name + Digests.ofDevice(facts, parameters).value();
            String recorded = node.attributes().get("#digests-all");
            changed |= recorded != null && !recorded.contains(full)
                    && !node.attributes().getOrDefault("#digests-secure", "").contains(shown);
            all.append(full).append(',');
            secure.append(shown).append(',');
        }
        fence.meta().put("digests-all", all.toString());
        fence.meta().put("digests-secure", secure.toString());
        return changed;
    }
}
