package io.systole.core.simulation;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.membership.NodeName;
import io.systole.core.node.NodePorts;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationDigests;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.operation.OperationResult;
import io.systole.core.scheduler.Schedule;
import io.systole.core.spi.CibStore;
import io.systole.core.spi.FenceExecutor;
import io.systole.core.spi.ResourceExecutor;
import io.systole.core.spi.SharedDisk;
import io.systole.core.spi.Watchdog;
import io.systole.core.spi.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Defects that show in what a daemon's disk, clock, agents, watchdog and witness do for it. */
final class DefectsOfPorts {
    private DefectsOfPorts() {}

    /** The configuration stays in the cache of the machine: when it loses power, what was written since the start is lost. */
    static NodePorts missingSync(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        SimulatedMachine machine = cluster.machine(daemon.self.name().value());
        return new Ports(ports).with(new ForgetfulStore(ports.store()) {
            @Override
            public Loaded load() {
                return machine.cached().map(cib -> new Loaded(cib, List.of())).orElseGet(super::load);
            }

            @Override
            public void save(Cib cib) {
                machine.cache(cib);
            }
        });
    }

    /** The term is not written to disk. */
    static NodePorts termNotOnDisk(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new ForgetfulStore(ports.store()) {
            @Override
            public void storeTerm(long term) {
                // Forgotten at the next start.
            }
        });
    }

    /** A fencing counts as done when its agent has been started. */
    static NodePorts fenceWaitSkipped(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        FenceExecutor real = ports.fencer();
        return new Ports(ports).with(new FenceExecutor() {
            @Override
            public void run(AgentCall call, Consumer<AgentEnd> end) {
                if (call.input().contains("action=off") || call.input().contains("action=reboot")) {
                    daemon.timers.after(Duration.ZERO, () -> end.accept(AgentEnd.exited(0, "", "")));
                    daemon.timers.after(Duration.ofSeconds(5), () -> real.run(call, ignored -> { }));
                } else {
                    real.run(call, end);
                }
            }

            @Override
            public void kill(long number) {
                real.kill(number);
            }
        });
    }

    /** Time that passes while the process stands still is not seen. */
    static NodePorts pauseNotNoticed(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with((Supplier<Duration>) () -> cluster.time.elapsed().minus(daemon.stoodStill()));
    }

    /** Nothing ends what a daemon left that hangs or is dead. */
    static NodePorts watchdogNotArmed(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(Watchdog.none());
    }

    /** Both halves count on the witness. */
    static NodePorts witnessNotAsked(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        Witness real = ports.witness();
        return new Ports(ports).with(new Witness() {
            @Override
            public void ask(GrantRequest request, Consumer<Answer> answer) {
                daemon.timers.after(Duration.ZERO, () -> answer.accept(new Answer(true, "not asked")));
            }

            @Override
            public void release(NodeName holder, long term, long number) {
                real.release(holder, term, number);
            }
        });
    }

    /** What a node has written to the shared disk itself it reads from its own memory: the disk was opened without direct access. */
    static NodePorts sharedDiskCached(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        SharedDisk real = cluster.sharedDisk().of(daemon);
        Map<Integer, SortedMap<String, String>> cache = new HashMap<>();
        return new Ports(ports).with(cluster.witness().lease(new SharedDisk() {
            @Override
            public void read(int slot, Consumer<Reading> answer) {
                real.read(slot, reading -> answer.accept(cache.containsKey(slot) ? new Content(Optional.of(cache.get(slot))) : reading));
            }

            @Override
            public void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer) {
                cache.put(slot, content);
                real.write(slot, content, answer);
            }
        }, daemon.timers));
    }

    /** Whoever takes the lease looks again at once, before another one that takes it has written. */
    static NodePorts leaseNotSettled(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(cluster.witness().lease(cluster.sharedDisk().of(daemon), (delay, task) ->
                daemon.timers.after(delay.compareTo(SimulatedCluster.DETECTION.dividedBy(2)) == 0 ? Duration.ZERO : delay, task)));
    }

    /** A node that reads its slot finds nothing there, whatever is in it, also if it does not reach the disk. */
    static NodePorts pillNotSeen(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        SharedDisk real = cluster.sharedDisk().of(daemon);
        return new Ports(ports).with(cluster.sharedDisk().pills(daemon, new SharedDisk() {
            @Override
            public void read(int slot, Consumer<Reading> answer) {
                real.read(slot, reading -> answer.accept(reading instanceof Content(var entries) && entries.filter(found ->
                        !daemon.self.name().value().equals(found.get("target"))).isPresent() ? reading : new Content(Optional.empty())));
            }

            @Override
            public void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer) {
                real.write(slot, content, answer);
            }
        }).orElseThrow());
    }

    /** The result of an earlier stop of the same resource is taken for that of the present one. */
    static NodePorts staleResult(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new TappedExecutor(ports.executor()) {
            private final Map<ResourceId, OperationResult> earlier = new HashMap<>();
            private final Map<OperationKey, String> answered = new HashMap<>();

            @Override
            public void execute(OperationRequest request) {
                OperationKey key = request.key();
                OperationResult stale = key.operation().equals("stop") ? earlier.get(key.resource()) : null;
                if (stale != null) {
                    answered.put(key, request.transitionKey());
                    OperationResult again = new OperationResult(request, stale.callId(), stale.status(), 0, "", "", stale.startedAt(),
                            stale.execTime(), stale.queueTime(), stale.digests());
                    daemon.timers.after(Duration.ZERO, () -> hear(again));
                }
                super.execute(request);
            }

            @Override
            void ended(OperationResult result) {
                if (result.request().key().operation().equals("monitor") || result.request().key().operation().equals("stop")) {
                    earlier.put(result.request().key().resource(), result);
                }
                if (!result.request().transitionKey().equals(answered.get(result.request().key()))) {
                    hear(result);
                }
            }
        });
    }

    /** A stop counts as done when its agent has been started. */
    static NodePorts stopNotAwaited(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return notAwaited("stop", cluster, daemon, ports);
    }

    /** A demotion counts as done when its agent has been started. */
    static NodePorts demotionNotAwaited(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return notAwaited("demote", cluster, daemon, ports);
    }

    private static NodePorts notAwaited(String operation, SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with(new TappedExecutor(ports.executor()) {
            @Override
            public void execute(OperationRequest request) {
                boolean early = request.key().operation().equals(operation);
                daemon.timers.after(Duration.ofSeconds(early ? 2 : 0), () -> super.execute(request));
                if (early) {
                    hear(new OperationResult(request, 0, ExecutionStatus.DONE, 0, "", "", cluster.time.clock(), Duration.ZERO,
                            Duration.ZERO, OperationDigests.attributes(request.key(), request.timeout(), request.parameters(),
                            Optional.empty())));
                }
            }

            @Override
            void ended(OperationResult result) {
                if (!result.request().key().operation().equals(operation)) {
                    hear(result);
                }
            }
        });
    }

    /** A lost node is not fenced: what ran there counts as stopped. */
    static NodePorts lostNodeTakenForClean(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with((BiFunction<Cib, Instant, Schedule>) (cib, now) ->
                ports.scheduler().apply(CibReader.cib(CibWriter.text(cib).replaceFirst("(name=\"stonith-enabled\" value=)\"true\"",
                        "$1\"false\"")), now));
    }

    /** Constraints of order are not looked at. */
    static NodePorts orderIgnored(SimulatedCluster cluster, SimulatedCluster.Daemon daemon, NodePorts ports) {
        return new Ports(ports).with((BiFunction<Cib, Instant, Schedule>) (cib, now) ->
                ports.scheduler().apply(CibReader.cib(CibWriter.text(cib).replaceAll("<rsc_order [^>]*/>", "")), now));
    }

    private static class ForgetfulStore implements CibStore {
        private final CibStore real;

        ForgetfulStore(CibStore real) {
            this.real = real;
        }

        @Override
        public Loaded load() {
            return real.load();
        }

        @Override
        public void save(Cib cib) {
            real.save(cib);
        }

        @Override
        public String keepLoser(Cib cib) {
            return real.keepLoser(cib);
        }

        @Override
        public List<ChangeRecord> history() {
            return real.history();
        }

        @Override
        public void storeHistory(List<ChangeRecord> changes) {
            real.storeHistory(changes);
        }

        @Override
        public long term() {
            return real.term();
        }

        @Override
        public void storeTerm(long term) {
            real.storeTerm(term);
        }

        @Override
        public long ledTerm() {
            return real.ledTerm();
        }

        @Override
        public void storeLedTerm(long term) {
            real.storeLedTerm(term);
        }
    }

    private static class TappedExecutor implements ResourceExecutor {
        private final ResourceExecutor real;
        private Listener listener;

        TappedExecutor(ResourceExecutor real) {
            this.real = real;
        }

        void ended(OperationResult result) {
            hear(result);
        }

        final void hear(OperationResult result) {
            listener.onResult(result);
        }

        @Override
        public void start(Listener heard) {
            listener = heard;
            real.start(this::ended);
        }

        @Override
        public void execute(OperationRequest request) {
            real.execute(request);
        }

        @Override
        public void cancel(OperationKey key, String transitionKey) {
            real.cancel(key, transitionKey);
        }

        @Override
        public void forget(ResourceId resource) {
            real.forget(resource);
        }

        @Override
        public void halt(Duration within, Consumer<List<ResourceId>> done) {
            real.halt(within, done);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
