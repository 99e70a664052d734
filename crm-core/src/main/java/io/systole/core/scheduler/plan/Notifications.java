package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.scheduler.assign.Placements;
import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.transition.Synapse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the instances of a clone with {@code notify=true} of each other's actions (rules 3:N-1 to 3:N-30). */
final class Notifications {
    private static final Map<String, String> DONE =
            Map.of("start", "running", "stop", "stopped", "promote", "promoted", "demote", "demoted");

    private final ActionBook book;
    private final Placements placements;
    private final Targets targets;

    Notifications(ActionBook book, Placements placements, Targets targets) {
        this.book = book;
        this.placements = placements;
        this.targets = targets;
    }

    /** Makes the marks of a clone, once its own are there (rules 3:N-1 to 3:N-3). */
    void mark(Resource clone) {
        Map<String, NotificationMarks> made = new LinkedHashMap<>();
        for (String operation : NotificationFacts.OPERATIONS) {
            Optional<PlannedAction> begin = find(clone, operation);
            Optional<PlannedAction> end = find(clone, DONE.get(operation));
            if (begin.isPresent() && end.isPresent()) {
                made.put(operation, NotificationMarks.around(book, operation, begin.get(), end.get()));
            }
        }
        made.get("start").follows(made.get("stop"));
        if (made.containsKey("promote") && made.containsKey("demote")) {
            List.of("stop", "start", "demote").forEach(before -> made.get("promote").follows(made.get(before)));
            made.get("start").follows(made.get("demote"));
            made.get("stop").follows(made.get("demote"));
        }
    }

    /** Tells the other instances of one whose node is fenced (rule 3:N-30). */
    void lost(Resource leaf, Node node, PlannedAction fence) {
        NotificationMarks marks = NotificationMarks.after(book, leaf, fence);
        Map<String, String> variables = NotificationFacts.lost(leaf, node).stopped();
        tellActors(leaf.top(), variables);
        leaf.top().leaves().filter(each -> each.role() != Role.STOPPED)
                .forEach(each -> each.activeOn().forEach(at -> tellOfLoss(each, at, marks, variables)));
    }

    private void tellOfLoss(Resource leaf, Node node, NotificationMarks marks, Map<String, String> variables) {
        if (!gone(leaf, node) && !stops(leaf)) {
            tell(leaf, node, marks.post(), marks.confirmedPost(), variables);
        }
    }

    /** Makes the notifications of all instances, when it is known what happens (rules 3:N-5 to 3:N-15). */
    void announce(Resource clone) {
        NotificationFacts facts = NotificationFacts.of(clone, book);
        Map<String, String> variables = facts.variables(clone, placements);
        tellActors(clone, variables);
        for (String operation : NotificationFacts.OPERATIONS) {
            Optional<PlannedAction> pre = book.find(clone, clone.id() + "_pre_notify_" + operation + "_0", null);
            if (pre.isEmpty()) {
                continue;
            }
            String done = DONE.get(operation);
            var marks = new NotificationMarks(operation, pre.get(), notification(clone, "confirmed-pre", operation),
                    notification(clone, "post", done), notification(clone, "confirmed-post", done));
            if (facts.any(operation)) {
                List.of(marks.pre(), marks.confirmedPre(), marks.post(), marks.confirmedPost()).forEach(PlannedAction::require);
            }
            if (operation.equals("stop") || facts.any(operation)) {
                clone.leaves().forEach(leaf -> tell(leaf, marks, variables));
            }
        }
    }

    private PlannedAction notification(Resource clone, String type, String about) {
        return book.find(clone, clone.id() + "_" + type + "_notify_" + about + "_0", null).orElseThrow();
    }

    private Optional<PlannedAction> find(Resource clone, String task) {
        return book.find(clone, clone.id() + "_" + task + "_0", null);
    }

    /** Rule 3:N-8: those that act know it all, too. */
    private void tellActors(Resource clone, Map<String, String> variables) {
        clone.leaves().flatMap(leaf -> book.of(leaf).stream())
                .filter(action -> action.required() && action.node() != null && NotificationFacts.OPERATIONS.contains(action.task()))
                .forEach(action -> action.meta().putAll(variables));
    }

    private void tell(Resource leaf, NotificationMarks marks, Map<String, String> variables) {
        if (marks.operation().equals("stop") || marks.operation().equals("demote")) {
            if (leaf.role() != Role.STOPPED) {
                leaf.activeOn().forEach(node -> tellGoing(leaf, node, marks, variables));
            }
        } else if (targets.role(leaf) != Role.STOPPED && targets.node(leaf) != null && !unreachable(leaf)) {
            Node node = targets.node(leaf);
            boolean starts = marks.operation().equals("start")
                    && book.of(leaf).stream().anyMatch(action -> action.task().equals("start") && action.required());
            if (!starts) {
                tell(leaf, node, marks.pre(), marks.confirmedPre(), variables);
            }
            tell(leaf, node, marks.post(), marks.confirmedPost(), variables);
        }
    }

    /** Its start waits for a connection that cannot be made (rule 3:N-11). */
    private boolean unreachable(Resource leaf) {
        return book.newest(leaf, "start", null).isPresent() && targets.node(leaf).connection()
                .flatMap(connection -> book.newest(connection, "start", null)).filter(start -> !start.runnable()).isPresent();
    }

    /** Rule 3:N-10. */
    private void tellGoing(Resource leaf, Node node, NotificationMarks marks, Map<String, String> variables) {
        if (gone(leaf, node)) {
            return;
        }
        tell(leaf, node, marks.pre(), marks.confirmedPre(), variables);
        if (marks.operation().equals("demote") || !stops(leaf)) {
            tell(leaf, node, marks.post(), marks.confirmedPost(), variables);
        }
    }

    private boolean stops(Resource leaf) {
        return book.of(leaf).stream().filter(action -> action.task().equals("stop")).findFirst()
                .filter(PlannedAction::required).isPresent();
    }

    /** Its stop is implied by fencing: there is nobody to be told. */
    private boolean gone(Resource leaf, Node node) {
        return (book.unclean(node) || book.resets(node))
                && book.of(leaf).stream().filter(action -> action.task().equals("stop")).findFirst()
                .filter(PlannedAction::pseudo).isPresent();
    }

    /** Rules 3:N-12 to 3:N-15. */
    private void tell(Resource leaf, Node node, PlannedAction begin, PlannedAction end, Map<String, String> variables) {
        boolean after = end.key().contains("_confirmed-post_notify_");
        if (begin.runnable() && end.runnable() && node.online()) {
            String type = begin.meta().get("notify_type");
            String key = leaf.id() + "_" + type + "_notify_" + begin.meta().get("notify_operation") + "_0";
            PlannedAction notify = book.request(leaf, key, "notify", node, begin.required());
            begin.meta().forEach(notify.meta()::putIfAbsent);
            notify.meta().putAll(variables);
            notify.note(new Consequent.Notification());
            notify.priority(after ? Synapse.INFINITE_PRIORITY : 0);
            Relation.join(begin, notify, Set.of(ORDERED));
            Relation.join(notify, end, Set.of(ORDERED));
        }
        if (after) {
            book.of(leaf).stream().filter(action -> ActionBook.interval(action.key()) > 0 && !action.task().equals("cancel"))
                    .forEach(action -> Relation.join(end, action, Set.of(ORDERED)));
        }
    }
}
