package io.systole.lrm.memory;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.ExitCode;
import io.systole.core.operation.OperationRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers with which parameters each resource was started, so that it is stopped with the same, whatever the CIB says by
 * then: an address that has been changed in the CIB must be removed where it was put. Not thread-safe.
 */
public final class LastStarts {
    private final Archive archive;
    private final Archive attempts;
    private final SortedMap<ResourceId, Start> starts;
    /** Starts that were begun and not followed by a stop; they say nothing about the parameters of an ordinary stop. */
    private final SortedMap<ResourceId, Start> tried;

    /**
     * Goes on with what is in the archives.
     *
     * @param archive what was started
     * @param attempts what was about to be started
     */
    public LastStarts(Archive archive, Archive attempts) {
        this.archive = archive;
        this.attempts = attempts;
        this.starts = new TreeMap<>(archive.read());
        this.tried = new TreeMap<>(attempts.read());
    }

    /** With which agent and parameters a resource runs. */
    public record Start(AgentId agent, SortedMap<String, String> parameters) {
        public Start {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }
    }

    /** The order as it is to be carried out: a stop gets the parameters of the start, if it was the same agent. */
    public OperationRequest applied(OperationRequest request) {
        Start start = starts.get(request.key().resource());
        if (start == null || !request.key().operation().equals("stop") || !start.agent().equals(request.agent())) {
            return request;
        }
        return new OperationRequest(request.key(), request.agent(), request.timeout(), request.startDelay(), start.parameters(),
                request.meta(), request.transitionKey(), request.targetRc());
    }

    /**
     * Remembers an operation that is about to bring a resource up: should it be killed halfway, or this daemon with it, the
     * resource can still be stopped with what it was given.
     */
    public void attempt(OperationRequest request) {
        switch (request.key().operation()) {
            case "start", "migrate_from" -> {
                var start = new Start(request.agent(), request.parameters());
                tried.put(request.key().resource(), start);
                attempts.write(request.key().resource(), start);
            }
            default -> { }
        }
    }

    /** Everything that may be active here; what was last tried counts before what once worked. */
    public SortedMap<ResourceId, Start> all() {
        var all = new TreeMap<>(starts);
        all.putAll(tried);
        return Collections.unmodifiableSortedMap(all);
    }

    /** Learns from an operation that has ended. */
    public void learn(OperationRequest request, ExecutionStatus status, int exitCode) {
        if (status != ExecutionStatus.DONE || request.key().recurring()) {
            return;
        }
        switch (request.key().operation()) {
            case "start", "reload", "reload-agent", "migrate_from" -> rememberIf(exitCode == ExitCode.OK, request);
            // A probe that found nothing says nothing about an instance that runs with older parameters.
            case "monitor" -> rememberIf(tellsActive(exitCode), request);
            case "stop" -> {
                // Nothing runs now. If the next start fails halfway, it is to be stopped with the parameters of that start.
                if (exitCode == ExitCode.OK) {
                    forget(request.key().resource());
                }
            }
            default -> { }
        }
    }

    /** Whether the exit code of a monitor says that the resource is active. */
    public static boolean tellsActive(int exitCode) {
        return switch (exitCode) {
            case ExitCode.OK, ExitCode.RUNNING_PROMOTED, ExitCode.DEGRADED, ExitCode.DEGRADED_PROMOTED -> true;
            default -> false;
        };
    }

    private void rememberIf(boolean active, OperationRequest request) {
        var start = new Start(request.agent(), request.parameters());
        ResourceId resource = request.key().resource();
        if (active && !start.equals(starts.put(resource, start))) {
            archive.write(resource, start);
        }
    }

    /** Forgets a resource. */
    public void forget(ResourceId resource) {
        if (starts.remove(resource) != null) {
            archive.delete(resource);
        }
        if (tried.remove(resource) != null) {
            attempts.delete(resource);
        }
    }

    /** What is remembered of a resource. */
    public Optional<Start> of(ResourceId resource) {
        return Optional.ofNullable(starts.get(resource));
    }

    /** Where starts are kept over a restart of the daemon. Must not fail: operations go on all the same. */
    public interface Archive {
        /** All that was kept. */
        SortedMap<ResourceId, Start> read();

        /** Keeps one. */
        void write(ResourceId resource, Start start);

        /** Drops one. */
        void delete(ResourceId resource);
    }
}
