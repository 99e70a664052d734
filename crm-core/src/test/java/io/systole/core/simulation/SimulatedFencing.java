package io.systole.core.simulation;

import io.systole.core.fencing.AgentCall;
import io.systole.core.fencing.AgentEnd;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.FenceExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A power switch that all machines can reach, and the agent for it as each daemon runs it. */
final class SimulatedFencing {
    private static final String METADATA = "<resource-agent name=\"fence_simulated\"><parameters><parameter name=\"plug\"/></parameters>"
            + "<actions><action name=\"on\"/><action name=\"off\"/><action name=\"reboot\"/><action name=\"status\"/>"
            + "<action name=\"list\"/><action name=\"monitor\"/></actions></resource-agent>";

    private final SimulatedCluster cluster;
    private final RandomGenerator random;
    private final List<NodeName> plugs;
    private Mood mood = Mood.WORKS;

    SimulatedFencing(SimulatedCluster cluster, RandomGenerator random, List<NodeName> plugs) {
        this.cluster = cluster;
        this.random = random;
        this.plugs = plugs;
    }

    /** How the switch behaves. */
    enum Mood {
        WORKS,
        /** Does nothing and says so. */
        FAILS,
        /** Does nothing and never answers. */
        HANGS,
        /** Works, but takes half a minute. */
        SLOW,
        /** Works and says that it did not. */
        DENIES,
        /** Does nothing and says that it did: no cluster can be safe with it. */
        LIES
    }

    void mood(Mood changed) {
        mood = changed;
    }

    /** The agent as this daemon runs it. */
    FenceExecutor agentOf(SimulatedCluster.Daemon daemon) {
        return new Agent(daemon);
    }

    private final class Agent implements FenceExecutor {
        private final SimulatedCluster.Daemon daemon;
        private final Map<Long, Run> runs = new TreeMap<>();

        Agent(SimulatedCluster.Daemon daemon) {
            this.daemon = daemon;
        }

        private final class Run {
            private final Consumer<AgentEnd> end;
            private boolean over;

            Run(Consumer<AgentEnd> end) {
                this.end = end;
            }

            void end(long number, AgentEnd how) {
                over = true;
                runs.remove(number);
                if (cluster.daemons().get(daemon.self.name()) == daemon && !daemon.paused) {
                    end.accept(how);
                } else if (daemon.paused) {
                    cluster.time.after(Duration.ofMillis(100), () -> end(number, how));
                }
            }
        }

        @Override
        public void run(AgentCall call, Consumer<AgentEnd> whenEnded) {
            if (cluster.daemons().get(daemon.self.name()) != daemon) {
                return;
            }
            String action = line(call.input(), "action");
            String target = line(call.input(), "nodename");
            var run = new Run(whenEnded);
            runs.put(call.number(), run);
            Duration takes = switch (action) {
                case "off", "on", "reboot" -> mood == Mood.SLOW ? Duration.ofSeconds(30) : Duration.ofMillis(random.nextInt(200, 3000));
                default -> Duration.ofMillis(random.nextInt(50, 300));
            };
            boolean hangs = mood == Mood.HANGS && !action.equals("metadata");
            int life = cluster.machine(daemon.self.name().value()).life();
            if (hangs || takes.compareTo(call.timeout()) > 0) {
                cluster.time.after(call.timeout(), () -> {
                    if (!run.over) {
                        run.end(call.number(), new AgentEnd(AgentEnd.Kind.TIMED_OUT, 0, "", ""));
                    }
                });
            } else {
                cluster.time.after(takes, () -> {
                    if (!run.over && cluster.machine(daemon.self.name().value()).life() == life) {
                        run.end(call.number(), act(action, target));
                    }
                });
            }
        }

        @Override
        public void kill(long number) {
            Run run = runs.get(number);
            if (run != null) {
                run.end(number, new AgentEnd(AgentEnd.Kind.KILLED, 0, "", ""));
            }
        }

        private AgentEnd act(String action, String target) {
            boolean acts = mood == Mood.WORKS || mood == Mood.SLOW || mood == Mood.DENIES;
            boolean says = mood == Mood.WORKS || mood == Mood.SLOW || mood == Mood.LIES;
            return switch (action) {
                case "metadata" -> AgentEnd.exited(0, METADATA, "");
                case "list" -> mood == Mood.FAILS ? AgentEnd.exited(1, "", "the switch does not answer")
                        : AgentEnd.exited(0, String.join("\n", plugs.stream().map(NodeName::value).toList()), "");
                case "off", "reboot" -> {
                    cluster.log(daemon.self + ": " + action + " of " + target + ", the switch " + mood);
                    if (acts) {
                        cluster.crash(target);
                    }
                    if (acts && action.equals("reboot")) {
                        cluster.time.after(Duration.ofSeconds(20), () -> cluster.restartIfOff(new NodeName(target)));
                    }
                    yield says ? AgentEnd.exited(0, "", "") : AgentEnd.exited(1, "", "the switch does not answer");
                }
                default -> says ? AgentEnd.exited(0, "", "") : AgentEnd.exited(1, "", "the switch does not answer");
            };
        }
    }

    private static String line(String input, String name) {
        return input.lines().filter(each -> each.startsWith(name + "=")).map(each -> each.substring(name.length() + 1)).findFirst()
                .orElse("");
    }
}
