package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.Truth;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a ticket that is not here means for the resources that need it (rules 1:S-124, 2:P-801, 2:P-802, 2:P-806). */
final class Tickets {
    private final Facts facts;
    private final ResourceReader resources;
    private final Map<String, Element> states = new HashMap<>();

    Tickets(Facts facts, ResourceReader resources) {
        this.facts = facts;
        this.resources = resources;
        facts.cib.status().child("tickets").ifPresent(tickets ->
                tickets.children("ticket_state").forEach(state -> states.put(state.id(), state)));
    }

    void apply() {
        for (Element constraint : facts.section("constraints").children("rsc_ticket")) {
            List<Element> sets = constraint.children("resource_set");
            if (sets.isEmpty()) {
                named(constraint, constraint.get("rsc"), constraint.get("rsc-role"));
            }
            for (Element reference : sets) {
                Element set = facts.rules.resolve(reference).orElse(reference);
                set.children("resource_ref").forEach(member -> named(constraint, member.id(), set.get("role")));
            }
        }
    }

    private void named(Element constraint, String id, String roleName) {
        for (String name : facts.tags.getOrDefault(id, id == null ? List.of() : templated(id))) {
            Optional<Resource> resource = resources.find(name).or(() -> byHistory(name));
            if (resource.isEmpty()) {
                facts.problem(constraint + ": resource \"" + name + "\" does not exist; the constraint is ignored");
            } else {
                resource(constraint, resource.get(), Role.parse(roleName).orElse(Role.UNKNOWN));
            }
        }
    }

    /** The primitives made from a template of this id; the id itself if there are none. */
    private List<String> templated(String id) {
        List<String> made = facts.section("resources").tree()
                .filter(element -> element.is("primitive") && id.equals(element.get("template"))).map(Element::id).toList();
        return made.isEmpty() ? List.of(id) : made;
    }

    private Optional<Resource> byHistory(String name) {
        return facts.resources.stream().flatMap(Resource::leaves)
                .filter(leaf -> leaf.historyId != null && leaf.historyId.equals(name)).findFirst().map(Resource::top);
    }

    private void resource(Element constraint, Resource resource, Role given) {
        Role role = given == Role.STARTED ? Role.UNKNOWN : given;
        Element state = states.get(constraint.get("ticket", ""));
        boolean granted = state != null && Truth.isTrue(state.get("granted"));
        boolean standby = state != null && Truth.isTrue(state.get("standby"));
        if (granted && !standby) {
            return;
        }
        if (role == Role.PROMOTED) {
            facts.withoutPromotion.add(resource);
        }
        String policy = policy(constraint.get("loss-policy", "").toLowerCase(Locale.ROOT), role);
        Reason reason = new Configured.Ticket(constraint.get("ticket", ""), constraint.id(), granted);
        resource.leaves().forEach(leaf -> {
            if (granted || leaf.activeOn.isEmpty()) {
                ban(leaf, role != Role.PROMOTED || policy.equals("stop"), reason);
            } else {
                lost(leaf, role, policy, reason);
            }
        });
    }

    private String policy(String given, Role role) {
        return switch (given) {
            case "fence" -> facts.fencingEnabled ? "fence" : "stop";
            case "freeze", "demote", "stop" -> given;
            default -> role == Role.PROMOTED ? "demote" : "stop";
        };
    }

    private void ban(Resource leaf, boolean counts, Reason reason) {
        if (counts) {
            facts.score(leaf, null, -Score.INFINITY, reason);
        }
    }

    private void lost(Resource leaf, Role role, String policy, Reason reason) {
        boolean concerned = role == Role.UNKNOWN || role == leaf.role;
        switch (policy) {
            case "stop" -> ban(leaf, true, reason);
            case "demote" -> ban(leaf, role != Role.PROMOTED, reason);
            case "fence" -> {
                ban(leaf, concerned, reason);
                if (concerned) {
                    leaf.activeOn.forEach(node -> facts.fence(node, new Uncleanness(Cause.TICKET_LOST)));
                }
            }
            default -> {
                if (concerned) {
                    leaf.managed = false;
                    leaf.blocked = true;
                }
            }
        }
    }
}
