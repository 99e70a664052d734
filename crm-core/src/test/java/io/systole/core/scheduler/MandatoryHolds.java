package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.scheduler.constraint.Colocation;
import io.systole.core.scheduler.constraint.Location;
import io.systole.core.scheduler.reason.Sentence;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks that a cluster in which nothing is left to do keeps what its configuration demands; what nobody manages is left aside. */
final class MandatoryHolds {
    private final Schedule schedule;
    private final String name;

    private MandatoryHolds(Schedule schedule, String name) {
        this.schedule = schedule;
        this.name = name;
    }

    static void check(Schedule schedule, String name) {
        var check = new MandatoryHolds(schedule, name);
        schedule.placements().constraints().locations().forEach(check::location);
        schedule.placements().constraints().colocations().forEach(check::colocation);
        schedule.snapshot().cib().section("constraints").children("rsc_ticket").forEach(check::ticket);
        if (!schedule.snapshot().cib().section("crm_config").tree().filter(each -> "placement-strategy".equals(each.get("name")))
                .allMatch(each -> "default".equals(each.get("value")))) {
            schedule.snapshot().nodes().forEach(check::capacity);
        }
    }

    private boolean managed(Resource resource) {
        return schedule.placements().of(resource).managed() && !resource.blocked() && !resource.removed();
    }

    private void location(Location location) {
        location.scores().forEach((node, score) -> {
            if (score <= -Score.INFINITY && location.role() == Role.UNKNOWN) {
                location.resource().leaves().filter(this::managed).forEach(leaf -> assertFalse(leaf.activeOn().contains(node),
                        () -> name + ": " + leaf + " runs on " + node + " against " + Sentence.of(location.reason())));
            }
        });
    }

    /** Of two primitives that both run and are both managed; groups and clones are their members' affair. */
    private void colocation(Colocation colocation) {
        Resource dependent = colocation.dependent();
        Resource primary = colocation.primary();
        boolean plain = colocation.dependentRole() == Role.UNKNOWN && colocation.primaryRole() == Role.UNKNOWN;
        if (!plain || !colocation.absolute() || !runs(dependent) || !managed(dependent)) {
            return;
        }
        if (colocation.mandatory() && primary.isPrimitive()) {
            assertEquals(values(primary, colocation.attribute()), values(dependent, colocation.attribute()),
                    () -> name + ": " + colocation.id() + " of " + dependent + " with " + primary);
        } else if (runs(primary) && managed(primary)) {
            assertTrue(Collections.disjoint(values(primary, colocation.attribute()), values(dependent, colocation.attribute())),
                    () -> name + ": " + colocation.id() + " of " + dependent + " away from " + primary);
        }
    }

    private static boolean runs(Resource resource) {
        return resource.isPrimitive() && !resource.activeOn().isEmpty();
    }

    private static List<String> values(Resource resource, String attribute) {
        return resource.activeOn().stream().map(node -> node.attributes().getOrDefault(attribute, "")).toList();
    }

    private void ticket(Element ticket) {
        boolean usable = schedule.snapshot().cib().status().tree()
                .anyMatch(state -> state.is("ticket_state") && ticket.get("ticket").equals(state.id())
                        && "true".equals(state.get("granted")) && !"true".equals(state.get("standby")));
        String policy = ticket.get("loss-policy", "");
        String role = ticket.get("rsc-role", "");
        if (usable || policy.equals("freeze")) {
            return;
        }
        boolean stops = role.isEmpty() && !policy.equals("demote");
        schedule.snapshot().allResources().filter(each -> each.configuredId().equals(ticket.get("rsc")))
                .flatMap(Resource::leaves).filter(this::managed)
                .forEach(leaf -> {
                    assertFalse(stops && !leaf.activeOn().isEmpty(), () -> name + ": " + leaf + " runs without its ticket");
                    assertFalse(role.equals("Master") && leaf.role() == Role.PROMOTED, () -> name + ": " + leaf + " without its ticket");
                });
    }

    private void capacity(Node node) {
        if (!node.running().stream().allMatch(this::managed)) {
            return;
        }
        Map<String, Integer> need = new TreeMap<>();
        node.running().forEach(each -> each.settings().utilization().forEach((what, amount) -> need.merge(what, amount, Integer::sum)));
        need.forEach((what, amount) -> assertTrue(amount <= node.utilization().getOrDefault(what, 0),
                () -> name + ": " + node + " has not so much " + what + " as " + amount));
    }
}
