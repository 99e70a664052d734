package io.systole.core.scheduler.snapshot;

import static io.systole.core.operation.ExitCode.ARGS;
import static io.systole.core.operation.ExitCode.CONFIGURED;
import static io.systole.core.operation.ExitCode.DEGRADED;
import static io.systole.core.operation.ExitCode.DEGRADED_PROMOTED;
import static io.systole.core.operation.ExitCode.FAILED_PROMOTED;
import static io.systole.core.operation.ExitCode.INSTALLED;
import static io.systole.core.operation.ExitCode.NOT_RUNNING;
import static io.systole.core.operation.ExitCode.OK;
import static io.systole.core.operation.ExitCode.PERM;
import static io.systole.core.operation.ExitCode.RUNNING_PROMOTED;
import static io.systole.core.operation.ExitCode.UNIMPLEMENTED;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.option.Score;
import io.systole.core.scheduler.reason.Found;
import io.systole.core.scheduler.reason.Reason;
import java.util.List;

/** Answers one question: what does this history entry mean for the state of its resource? Rules 1:S-142 to 1:S-157. */
final class OperationInterpreter {
    private static final List<String> KNOWN =
            List.of("monitor", "start", "stop", "promote", "demote", "migrate_to", "migrate_from", "asyncmon");
    private static final int DONE = ExecutionStatus.DONE.code();
    private static final int ERROR = ExecutionStatus.ERROR.code();

    private final Facts facts;
    private final Node node;
    private final Resource resource;
    private final FailurePolicy policy;
    private final FailureExpiry expiry;
    private final MigrationHistory migration;
    private OnFail onFail = OnFail.IGNORE;
    private HistoryEntry lastFailure;

    OperationInterpreter(Facts facts, Node node, Resource resource, List<HistoryEntry> entries) {
        this.facts = facts;
        this.node = node;
        this.resource = resource;
        this.policy = new FailurePolicy(facts);
        this.expiry = new FailureExpiry(facts, node, resource, entries);
        this.migration = new MigrationHistory(facts, node, resource);
    }

    /** What is to be done about the failures read so far. */
    OnFail pendingOnFail() {
        return onFail;
    }

    /** The failure that was read last, as a reason. */
    Reason lastFailure(Found.Effect effect) {
        return lastFailure == null ? Reason.NONE : reason(lastFailure, effect);
    }

    private Reason reason(HistoryEntry entry, Found.Effect effect) {
        return new Found.Failure(entry.failure(resource, node), effect);
    }

    void read(HistoryEntry entry) {
        if (entry.xml().id() == null || !KNOWN.contains(entry.operation()) || entry.status() < -1
                || entry.status() == ExecutionStatus.CANCELLED.code() || entry.status() > ExecutionStatus.NO_SECRETS.code()
                || entry.rc() < 0 || entry.rc() > 255) {
            return;
        }
        boolean expired = expiry.expired(entry);
        boolean masked = entry.probe() && !resource.inBundle() && (entry.rc() == ARGS || entry.rc() == INSTALLED
                || entry.status() == ExecutionStatus.NOT_INSTALLED.code());
        Meaning meaning = remap(entry, expired, masked);
        if (expired && endedByExpiry(entry, meaning, masked)) {
            return;
        }
        if (masked) {
            facts.failures.add(new Failure(resource, node, entry.xml(), true));
            ban(node, reason(entry, Found.Effect.PROBE));
            success(entry, Math.max(0, entry.expectedRc()), true);
        } else if (meaning.status == ExecutionStatus.PENDING.code()) {
            pending(entry);
        } else if (meaning.status == DONE) {
            success(entry, meaning.rc, false);
        } else if (meaning.status == ExecutionStatus.NOT_INSTALLED.code()) {
            ban(node, reason(entry, Found.Effect.NOT_INSTALLED));
            OnFail configured = policy.of(resource, entry.operation(), entry.intervalMillis());
            failure(entry, meaning, configured == OnFail.IGNORE ? OnFail.BAN : configured);
        } else {
            failed(entry, meaning);
        }
    }

    /** Exit code and status as they count. */
    private record Meaning(int rc, int status) {}

    private Meaning remap(HistoryEntry entry, boolean expired, boolean masked) {
        int rc = entry.rc() == DEGRADED ? OK : entry.rc() == DEGRADED_PROMOTED ? RUNNING_PROMOTED : entry.rc();
        if (rc != entry.rc() && !expired && !(node.shuttingDown && !node.online)) {
            facts.failures.add(new Failure(resource, node, entry.xml(), true));
        }
        int status = entry.status();
        if (masked && !(status == DONE && rc == NOT_RUNNING)) {
            absent();
            return new Meaning(NOT_RUNNING, DONE);
        }
        if (status == ExecutionStatus.NO_FENCE_DEVICE.code() || status == ExecutionStatus.NO_SECRETS.code()) {
            return new Meaning(rc, ExecutionStatus.ERROR_HARD.code());
        }
        if (status != DONE && status != ERROR) {
            return new Meaning(rc, status);
        }
        boolean expected = rc == entry.expectedRc();
        status = entry.expectedRc() < 0 || !expected ? ERROR : DONE;
        return new Meaning(rc, byCode(entry, rc, status, expected, expired));
    }

    private int byCode(HistoryEntry entry, int rc, int status, boolean expected, boolean expired) {
        switch (rc) {
            case OK -> {
                return entry.probe() && entry.expectedRc() == NOT_RUNNING ? DONE : status;
            }
            case NOT_RUNNING -> {
                if (!entry.probe() && !expected && resource.managed) {
                    return status;
                }
                absent();
                return DONE;
            }
            case RUNNING_PROMOTED -> {
                if (!expired || expected) {
                    resource.role = Role.PROMOTED;
                }
                return entry.probe() && !expected ? DONE : status;
            }
            case FAILED_PROMOTED -> {
                resource.role = expired ? resource.role : Role.PROMOTED;
                return ERROR;
            }
            case CONFIGURED -> {
                return ExecutionStatus.ERROR_FATAL.code();
            }
            case UNIMPLEMENTED -> {
                if (entry.intervalMillis() > 0) {
                    return ExecutionStatus.NOT_SUPPORTED.code();
                }
                blockFailedStop(entry, expired);
                return ExecutionStatus.ERROR_HARD.code();
            }
            case ARGS, PERM, INSTALLED -> {
                blockFailedStop(entry, expired);
                return ExecutionStatus.ERROR_HARD.code();
            }
            default -> {
                return ERROR;
            }
        }
    }

    /** It does not run there, whatever older entries say. */
    private void absent() {
        resource.role = Role.STOPPED;
        onFail = OnFail.IGNORE;
        resource.wantedRole = Role.UNKNOWN;
    }

    private void blockFailedStop(HistoryEntry entry, boolean expired) {
        if (!expired && entry.operation().equals("stop") && !facts.canFence(node)) {
            resource.managed = false;
            resource.blocked = true;
        }
    }

    /** Rule 1:S-149. */
    private boolean endedByExpiry(HistoryEntry entry, Meaning meaning, boolean masked) {
        if (masked && entry.expectedRc() != entry.rc()) {
            resource.role = resource.role.above(Role.STOPPED) ? resource.role : Role.UNKNOWN;
            return true;
        }
        if (meaning.rc == entry.expectedRc()) {
            return false;
        }
        if (entry.intervalMillis() == 0) {
            return true;
        }
        if (!node.onlineAndClean()) {
            return false;
        }
        facts.consequences.add(new Consequence.Reschedule(resource, node, entry.operation(), entry.intervalMillis()));
        return true;
    }

    /** Rule 1:S-151. */
    private void pending(HistoryEntry entry) {
        if (entry.sameOperation(lastFailure) && lastFailure.lastRcChange() >= entry.lastRcChange()) {
            return;
        }
        switch (entry.operation()) {
            case "start" -> {
                resource.startPending = true;
                resource.role = resource.promotable() ? Role.UNPROMOTED : Role.STARTED;
            }
            case "promote" -> resource.role = Role.PROMOTED;
            case "migrate_to" -> {
                if (node.unclean) {
                    migration.stopOnTarget(entry);
                }
            }
            default -> { }
        }
        if (resource.pendingTask.isEmpty() && !entry.probe()) {
            resource.pendingTask = entry.operation();
            resource.pendingNode = node;
        }
    }

    private Role active() {
        return resource.promotable() ? Role.UNPROMOTED : Role.STARTED;
    }

    private void atLeastActive() {
        if (!resource.role.above(Role.STOPPED)) {
            resource.role = active();
        }
    }

    /** Rules 1:S-152, 1:S-153. */
    private void success(HistoryEntry entry, int rc, boolean masked) {
        boolean clears = true;
        if (rc == INSTALLED || masked) {
            resource.role = Role.STOPPED;
            clears = false;
        } else if (rc == NOT_RUNNING) {
            clears = true;
        } else {
            switch (entry.operation()) {
                case "monitor" -> {
                    atLeastActive();
                    clears = entry.sameOperation(lastFailure);
                }
                case "start", "migrate_from" -> resource.role = Role.STARTED;
                case "stop" -> resource.role = Role.STOPPED;
                case "promote" -> resource.role = Role.PROMOTED;
                case "demote" -> {
                    resource.role = Role.UNPROMOTED;
                    clears = onFail == OnFail.DEMOTE;
                }
                case "migrate_to" -> {
                    migration.successfulMigrateTo(entry);
                    clears = false;
                }
                default -> {
                    atLeastActive();
                    clears = false;
                }
            }
        }
        if (clears) {
            forgive();
        }
    }

    /** It was started between the entries read so far and the next one: what failed before that is past. */
    void forgive() {
        boolean waits = onFail == OnFail.RESET_REMOTE && resource.reconnectMillis > 0;
        if (!onFail.lasting() && !waits) {
            onFail = OnFail.IGNORE;
            resource.wantedRole = Role.UNKNOWN;
        }
    }

    private void failed(HistoryEntry entry, Meaning meaning) {
        OnFail configured = policy.of(resource, entry.operation(), entry.intervalMillis());
        boolean withLauncher = configured == OnFail.RESTART_CONTAINER && entry.operation().equals("stop");
        if (configured == OnFail.IGNORE || withLauncher) {
            success(entry, Math.max(0, entry.expectedRc()), false);
            resource.failureIgnored = true;
            facts.failures.add(new Failure(resource, node, entry.xml(), true));
            onFail = withLauncher ? configured : onFail;
            return;
        }
        failure(entry, meaning, configured);
    }

    /** Rule 1:S-155. */
    private void failure(HistoryEntry entry, Meaning meaning, OnFail configured) {
        lastFailure = entry;
        show(entry);
        onFail = onFail.worse(configured);
        switch (entry.operation()) {
            case "stop" -> facts.score(resource, node, -Score.INFINITY, reason(entry, Found.Effect.STOP_FAILED));
            case "migrate_to" -> migration.failedMigrateTo(entry);
            case "migrate_from" -> migration.failedMigrateFrom(entry);
            case "promote" -> resource.role = Role.PROMOTED;
            case "demote" -> {
                if (configured == OnFail.BLOCK) {
                    resource.role = Role.PROMOTED;
                    resource.wantedRole = Role.STOPPED;
                } else {
                    resource.role = meaning.rc == NOT_RUNNING ? Role.STOPPED : Role.UNPROMOTED;
                }
            }
            default -> { }
        }
        if (entry.probe() && meaning.rc == INSTALLED) {
            resource.role = Role.STOPPED;
        } else {
            atLeastActive();
        }
        boolean waits = configured == OnFail.RESET_REMOTE && resource.reconnectMillis > 0;
        Role active = entry.operation().equals("promote") ? Role.UNPROMOTED : Role.STARTED;
        Role after = configured == OnFail.STOP || waits ? Role.STOPPED : active;
        if (after != Role.STARTED && after.above(resource.wantedRole)) {
            resource.wantedRole = after;
        }
        if (after == Role.STOPPED) {
            Resource whole = resource.unique() ? resource : resource.top();
            Reason why = reason(entry, waits ? Found.Effect.RECONNECT : Found.Effect.STOP);
            facts.scoreChanges.add(new ScoreChange(whole, null, -Score.INFINITY, true, why));
        }
        if (meaning.status == ExecutionStatus.ERROR_HARD.code()) {
            ban(node, reason(entry, Found.Effect.HARD));
        } else if (meaning.status == ExecutionStatus.ERROR_FATAL.code()) {
            ban(null, reason(entry, Found.Effect.FATAL));
        }
    }

    private void ban(Node where, Reason reason) {
        facts.score(resource.unique() ? resource : resource.top(), where, -Score.INFINITY, reason);
    }

    private void show(HistoryEntry entry) {
        String key = entry.xml().get("operation_key", entry.xml().id());
        boolean listed = facts.failures.stream().anyMatch(failure -> failure.node() == node
                && failure.entry().get("operation_key", failure.entry().id()).equals(key));
        if (node.online && !listed) {
            facts.failures.add(new Failure(resource, node, entry.xml(), false));
        }
    }
}
