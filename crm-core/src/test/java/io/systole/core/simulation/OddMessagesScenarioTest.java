package io.systole.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.node.NodePorts;
import io.systole.core.peer.OddMessages;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import io.systole.core.spi.ClusterTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members that say things which are well-formed and wrong, besides what is right: nothing of it ends a daemon or loses an
 * acknowledged change, and when it is over the cluster is as it was.
 */
class OddMessagesScenarioTest {
    private boolean talking = true;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 108, 117, 131})
    void wrongMessagesOfMembersEndNoDaemonAndLoseNothing(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        var cluster = SimulatedCluster.of(seed, "n1", "n2", "n3").withCib(SampleCib.twoGroups(false))
                .withDefect((all, daemon, ports) -> babbling(ports, random));
        cluster.invariants().messagesMayBeWrong();
        cluster.startAll();
        cluster.runFor(Duration.ofSeconds(30));
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 10; i++) {
            var tag = Element.of("tag", "id", "t" + i).plus(Element.of("obj_ref", "id", "ip"));
            String id = "t" + i;
            cluster.node("n" + (1 + i % 3)).submit(new ClusterRequest.ChangeCib(
                    List.of(new CibChange.Create("/cib/configuration/tags", tag)), "root", "crm", false), reply -> {
                        if (reply.ok()) {
                            outcomes.add(reply.outcome());
                            cluster.log(id + " is acknowledged");
                        }
                    });
            cluster.runFor(Duration.ofSeconds(10));
        }
        talking = false;
        cluster.stabilise();

        assertTrue(outcomes.size() >= 5, "seed " + seed + ": " + outcomes);
        long there = cluster.node("n1").cib().section("tags").children().size();
        assertTrue(there >= outcomes.size(), "seed " + seed + ": " + there + " of " + outcomes.size());
        for (String node : List.of("n1", "n2", "n3")) {
            assertEquals(cluster.node("n1").cib(), cluster.node(node).cib(), "seed " + seed);
            assertTrue(cluster.node(node).badMessages() > 0, "seed " + seed);
        }
        assertEquals(1, cluster.running("web").size(), "seed " + seed);
    }

    /** Every second message of others comes a second time, with something wrong in it, before it comes right. */
    private NodePorts babbling(NodePorts ports, RandomGenerator random) {
        ClusterTransport real = ports.transport();
        var odd = new OddMessages(random);
        return new Ports(ports).with(new ClusterTransport() {
            @Override
            public void start(Listener heard) {
                real.start(new Listener() {
                    @Override
                    public void onMembership(SortedSet<Member> members, boolean merged) {
                        heard.onMembership(members, merged);
                    }

                    @Override
                    public void onMessage(NodeName from, byte[] message) {
                        if (talking && random.nextBoolean()) {
                            odd.like(message).ifPresent(wrong -> heard.onMessage(from, wrong));
                        }
                        heard.onMessage(from, message);
                    }

                    @Override
                    public void onDisplaced(Member newer) {
                        heard.onDisplaced(newer);
                    }
                });
            }

            @Override
            public void send(NodeName to, byte[] message) {
                real.send(to, message);
            }

            @Override
            public void broadcast(byte[] message) {
                real.broadcast(message);
            }

            @Override
            public boolean endedAlone(Member former) {
                return real.endedAlone(former);
            }

            @Override
            public void close() {
                real.close();
            }
        });
    }
}
