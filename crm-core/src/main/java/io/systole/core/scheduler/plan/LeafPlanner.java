package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.ELSE_REAL;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_REQUIRES_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.MIGRATION_NEEDS;
import static io.systole.core.scheduler.constraint.OrderProperty.ORDERED;

import io.systole.core.scheduler.reason.Consequent;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import io.systole.core.scheduler.snapshot.Settings;
import java.util.Map;

/** The actions that bring one primitive from its current role and node to the next (rules 3:T-1 to 3:T-19, 3:L-1 to 3:L-6). */
final class LeafPlanner {
    private final Workshop shop;
    private final Recurring recurring;

    LeafPlanner(Workshop shop) {
        this.shop = shop;
        this.recurring = new Recurring(shop);
    }

    void plan(Resource resource) {
        new Walk(resource).plan();
    }

    /** One resource's way. */
    private final class Walk {
        private final Resource resource;
        private final Node current;
        private final Node target;
        private final Role role;
        private boolean needStop;
        private boolean needPromote;
        private boolean partial;
        private boolean unexpectedOnly;

        Walk(Resource resource) {
            this.resource = resource;
            this.current = resource.currentNode().orElse(null);
            this.target = shop.targets.node(resource);
            this.role = resource.role();
            if (shop.targets.role(resource) == Role.UNKNOWN) {
                shop.targets.role(resource, target == null ? Role.STOPPED : Role.STARTED);
            }
        }

        private Role next() {
            return shop.targets.role(resource);
        }

        void plan() {
            for (Node source : resource.danglingSources()) {
                PlannedAction stop = shop.book.once(resource, "stop", source, true);
                stop.endMigration();
                stop.note(new Found.MigrationRemains());
            }
            boolean moving = current != null && target != null && current != target && !Role.STARTED.above(next());
            boolean migrate = moving && mayMigrate();
            needStop = moving;
            partial = resource.migrationSource().isPresent() && migrate && resource.activeOn().size() == 2
                    && current == resource.migrationSource().get() && target == resource.migrationTarget().orElse(null);
            multiplyActive();
            migrate &= !(resource.migrationSource().isPresent() && !partial);
            if (shop.startAgain.contains(resource) && target != null) {
                shop.book.once(resource, "start", target, false).show();
            }
            if (!moving) {
                recovery();
            }
            restart();
            walk(role, next(), true, false);
            recurring.plan(resource);
            if (migrate) {
                migrate();
            }
        }

        private void multiplyActive() {
            long places = resource.settings().requires().fencing() ? resource.activeOn().size()
                    : resource.activeOn().stream().filter(Node::onlineAndClean).count();
            boolean spoilt = resource.migrationSource().isPresent() && !partial;
            if (places > 1 && !partial || spoilt) {
                needStop = true;
                unexpectedOnly = resource.settings().multipleActive() == Settings.MultipleActive.STOP_UNEXPECTED && !spoilt;
            }
        }

        private void recovery() {
            if (resource.failed()) {
                needStop |= resource.stopWhenFailed();
                needPromote = !resource.stopWhenFailed() && next() == Role.PROMOTED;
            } else if (resource.blocked()) {
                needStop = true;
            } else if (role.above(Role.STARTED)) {
                if (current != null && target != null && shop.book.once(resource, "start", target, false).required()) {
                    needStop = true;
                }
            }
        }

        /** Down to Stopped and up again to the current role (rules 3:T-6 to 3:T-8). */
        private void restart() {
            walk(role, Role.STOPPED, needStop, true);
            Role at = Role.STOPPED;
            // A start without quorum may lower the next role (1:S-115), so it is asked for at each step.
            while (at != role && !role.above(next()) && !resource.blocked()) {
                Role step = step(at, role);
                String task = task(at, step);
                if (task == null) {
                    break;
                }
                perform(task, needStop || needPromote && task.equals("promote"), true);
                at = step;
            }
        }

        private void walk(Role from, Role to, boolean required, boolean restarting) {
            Role at = from;
            while (at != to) {
                Role step = step(at, to);
                String task = task(at, step);
                if (task == null) {
                    break;
                }
                perform(task, required, restarting);
                at = step;
            }
        }

        private void perform(String task, boolean required, boolean restarting) {
            switch (task) {
                case "start" -> start(required, restarting);
                case "promote" -> promote(required, restarting);
                case "stop" -> stop(required, restarting);
                default -> demote(required, restarting);
            }
        }

        private boolean expectedHere(Node node, boolean restarting) {
            return unexpectedOnly && restarting && next().above(Role.STOPPED) && node == target;
        }

        private void start(boolean required, boolean restarting) {
            if (target == null) {
                return;
            }
            PlannedAction start = shop.book.once(resource, "start", target, false);
            shop.unfencing.before(resource, target, start, FIRST_REQUIRES_THEN);
            if (required && start.runnable()) {
                start.require();
            }
            start.pseudo(start.pseudo() || expectedHere(target, restarting));
        }

        private void promote(boolean required, boolean restarting) {
            if (target == null) {
                return;
            }
            boolean possible = shop.book.find(resource, resource.id() + "_start_0").stream()
                    .filter(start -> start.node() == target).allMatch(PlannedAction::runnable);
            if (!possible) {
                shop.book.find(resource, resource.id() + "_promote_0").stream()
                        .filter(action -> action.node() == target).forEach(action -> action.runnable(false));
                return;
            }
            PlannedAction promote = shop.book.once(resource, "promote", target, required);
            promote.pseudo(promote.pseudo() || expectedHere(target, restarting));
        }

        private void stop(boolean required, boolean restarting) {
            for (Node node : resource.activeOn()) {
                if (expectedHere(node, restarting) || partial && node == resource.migrationTarget().orElse(null) && node == target) {
                    continue;
                }
                PlannedAction stop = shop.book.once(resource, "stop", node, required || partial);
                if (target == null) {
                    stop.reason(new Consequent.NoNode(), true);
                } else if (unexpectedOnly && restarting) {
                    stop.reason(new Consequent.Unexpected(), true);
                }
                if (!shop.managed(resource)) {
                    stop.runnable(false);
                }
                shop.unfencing.after(resource, stop);
            }
        }

        private void demote(boolean required, boolean restarting) {
            for (Node node : resource.activeOn()) {
                if (!expectedHere(node, restarting)) {
                    shop.book.once(resource, "demote", node, required);
                }
            }
        }

        private boolean mayMigrate() {
            return resource.mayMigrate() && shop.managed(resource) && !resource.failed() && !resource.startPending()
                    && current.onlineAndClean() && target.onlineAndClean();
        }

        /** Rules 3:L-5 to 3:L-7. */
        private void migrate() {
            PlannedAction start = shop.book.once(resource, "start", target, true);
            PlannedAction stop = shop.book.once(resource, "stop", current, true);
            start.migratable(true);
            start.pseudo(true);
            stop.migratable(true);
            if (!partial) {
                Map<String, String> meta = meta(shop.book.once(resource, "migrate_to", current, false));
                if (!resource.isConnection()) {
                    meta.put("record-pending", "true");
                }
            }
            meta(shop.book.once(resource, "migrate_from", target, false));
            shop.order(resource, "monitor", resource, partial ? "migrate_from" : "migrate_to", ORDERED);
            if (!partial) {
                shop.order(resource, "migrate_to", resource, "migrate_from", ORDERED, MIGRATION_NEEDS);
            }
            shop.order(resource, "migrate_from", resource, "stop", ORDERED, MIGRATION_NEEDS);
            shop.order(resource, "migrate_from", resource, "start", ORDERED, MIGRATION_NEEDS, ELSE_REAL);
        }

        private Map<String, String> meta(PlannedAction action) {
            action.migratable(true);
            action.meta().put("migrate_source", current.name().value());
            action.meta().put("migrate_target", target.name().value());
            return action.meta();
        }
    }

    /** The next role on the way (rule 3:T-2). */
    private static Role step(Role from, Role to) {
        return switch (from) {
            case UNKNOWN -> Role.STOPPED;
            case STOPPED -> to == Role.STARTED ? Role.STARTED : Role.UNPROMOTED;
            case STARTED -> to;
            case UNPROMOTED -> to == Role.PROMOTED ? Role.PROMOTED : Role.STOPPED;
            case PROMOTED -> Role.UNPROMOTED;
        };
    }

    /** The task that makes this step; null if there is none. */
    private static String task(Role from, Role to) {
        if (from == Role.STARTED) {
            return to == Role.PROMOTED ? "promote" : to == Role.STOPPED ? "stop" : null;
        }
        return switch (from) {
            case UNKNOWN -> "stop";
            case STOPPED -> "start";
            case UNPROMOTED -> to == Role.PROMOTED ? "promote" : "stop";
            default -> "demote";
        };
    }
}
