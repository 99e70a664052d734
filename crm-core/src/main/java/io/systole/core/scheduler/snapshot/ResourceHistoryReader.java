package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.option.WholeNumber;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.reason.Uncleanness;
import io.systole.core.scheduler.reason.Uncleanness.Cause;
import java.util.List;

/** Reads the history of one resource on one node and concludes its role there (rules 1:S-140, 1:S-164 to 1:S-167). */
final class ResourceHistoryReader {
    private final Facts facts;
    private final Node node;
    private final Resource resource;
    private final Element xml;
    private final List<HistoryEntry> entries;
    private final OperationInterpreter interpreter;

    ResourceHistoryReader(Facts facts, Node node, Element state, Resource resource, Element xml, List<HistoryEntry> entries) {
        this.facts = facts;
        this.node = node;
        this.resource = resource;
        this.xml = xml;
        this.entries = entries;
        this.interpreter = new OperationInterpreter(facts, node, resource, entries);
    }

    void read() {
        Role before = resource.role;
        resource.role = Role.UNKNOWN;
        readEntries();
        noteHistory();
        conclude();
        Role target = resource.settings.targetRole();
        if (target != Role.UNKNOWN && (resource.wantedRole == Role.UNKNOWN || resource.wantedRole.above(target))) {
            resource.wantedRole = target;
        }
        if (before.above(resource.role)) {
            resource.role = before;
        }
    }

    /** A start whose entry a promotion or demotion has taken stands between the entries before it and those after it. */
    private void readEntries() {
        long started = WholeNumber.parse(xml.get(CibFormat.STARTED_BY, ""), -1);
        boolean before = started >= 0;
        for (HistoryEntry entry : entries) {
            if (before && entry.callId() > started) {
                interpreter.forgive();
                before = false;
            }
            interpreter.read(entry);
        }
    }

    private void noteHistory() {
        int stop = -1;
        int start = -1;
        int roleChange = -1;
        int foundActive = -1;
        for (int i = 0; i < entries.size(); i++) {
            HistoryEntry entry = entries.get(i);
            switch (entry.operation()) {
                case "stop" -> stop = entry.status() == 0 ? i : stop;
                case "start", "migrate_from" -> start = i;
                case "promote", "demote" -> roleChange = i;
                case "monitor" -> {
                    if (foundActive <= stop && (entry.rc() == 0 || entry.rc() == 8)) {
                        foundActive = i;
                    }
                }
                default -> { }
            }
        }
        int from = start >= 0 ? start : roleChange >= 0 ? roleChange : foundActive;
        facts.histories.add(new Facts.ResourceHistory(node, resource, xml, entries, from, stop));
        if (!node.online) {
            return;
        }
        boolean stopped = from < stop;
        for (int i = Math.max(0, stopped ? stop + 1 : from); i < entries.size(); i++) {
            HistoryEntry entry = entries.get(i);
            if (entry.intervalMillis() > 0 && !entry.pending()) {
                facts.consequences.add(new Consequence.RunningMonitor(resource, node, entry.operation(), entry.intervalMillis()));
            }
        }
    }

    private void conclude() {
        if (resource.role != Role.UNKNOWN) {
            resource.knownOn.add(node);
            if (!resource.unique()) {
                for (Resource at = resource.parent; at != null; at = at.parent) {
                    at.knownOn.add(node);
                }
            }
        }
        boolean active = resource.role.above(Role.STOPPED);
        if (active && !node.online && !node.maintenance && resource.managed) {
            activeThere();
        }
        OnFail onFail = node.unclean ? OnFail.IGNORE : interpreter.pendingOnFail();
        apply(onFail, active);
        if (active) {
            new Activity(facts).add(resource, node, interpreter.pendingOnFail() != OnFail.IGNORE);
            if (onFail != OnFail.IGNORE) {
                resource.failed = true;
                resource.stopWhenFailed |= onFail != OnFail.DEMOTE && onFail != OnFail.BLOCK;
            }
        } else if (resource.historyId != null && resource.historyId.contains(":")) {
            resource.historyId = null;
        } else {
            facts.consequences.add(new Consequence.NoStop(resource, node));
        }
        if (resource.role == Role.STOPPED && !resource.activeOn.isEmpty() && resource.migrationSource == node) {
            resource.role = Role.STARTED;
        }
    }

    /** Rules 1:S-165, 4:B-70, 4:B-113: it is where it cannot be reached. */
    private void activeThere() {
        if (node.kind == Node.Kind.GUEST) {
            resource.failed = true;
            resource.stopWhenFailed = true;
            facts.fence(node, new Uncleanness(Cause.RESOURCE_ACTIVE, resource.id));
        } else if (facts.fencingEnabled && node.kind == Node.Kind.REMOTE && node.connection != null && !node.connection.failed) {
            node.seen = false;
            facts.fence(node, new Uncleanness(Cause.RESOURCE_ACTIVE_BEHIND_CONNECTION, resource.id));
        } else if (facts.fencingEnabled) {
            facts.fence(node, new Uncleanness(Cause.RESOURCE_ACTIVE, resource.id));
        }
    }

    /** Rules 4:B-93, 4:B-115: recovery of a connection includes what is behind it. */
    private void connectionFailed(OnFail onFail, Reason failure) {
        if (onFail == OnFail.RESTART_CONTAINER && resource.launcher != null) {
            resource.failed = true;
            resource.stopWhenFailed = true;
            if (resource.inBundle()) {
                facts.brokenConnections.addFirst(resource);
            } else {
                facts.consequences.add(new Consequence.Stop(resource.launcher, node, failure));
            }
        } else if (onFail == OnFail.RESET_REMOTE) {
            resource.failed = true;
            resource.stopWhenFailed = true;
            facts.nodes.stream().filter(each -> facts.fencingEnabled && each.connection == resource && !each.wasFenced)
                    .forEach(each -> facts.fence(each, new Uncleanness(Cause.CONNECTION_FAILED)));
            if (resource.reconnectMillis > 0) {
                resource.wantedRole = Role.STOPPED;
            }
        }
    }

    private void apply(OnFail onFail, boolean active) {
        if (onFail == OnFail.IGNORE) {
            return;
        }
        Reason failure = interpreter.lastFailure(onFail == OnFail.BAN ? Found.Effect.BAN : Found.Effect.RECOVERY);
        switch (onFail) {
            case IGNORE -> { }
            case DEMOTE -> {
                resource.failed = true;
                facts.consequences.add(new Consequence.Demote(resource, node, failure));
            }
            case RESTART, RESET_REMOTE, RESTART_CONTAINER -> {
                connectionFailed(onFail, failure);
                if (active && !(onFail == OnFail.RESTART_CONTAINER && resource.launcher != null)) {
                    resource.failed = true;
                    resource.stopWhenFailed = true;
                    facts.consequences.add(new Consequence.Stop(resource, node, failure));
                }
            }
            case BAN -> facts.score(resource, node, -Score.INFINITY, failure);
            case BLOCK -> {
                resource.managed = false;
                resource.blocked = true;
            }
            case STOP -> resource.wantedRole = Role.STOPPED;
            case STANDBY -> {
                node.standby = true;
                node.standbyOnFail = true;
            }
            case FENCE -> facts.fence(node, new Uncleanness(Cause.RESOURCE_FAILED, resource.id));
        }
    }
}
