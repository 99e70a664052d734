package io.systole.samples.agents;

import io.systole.samples.lab.Command;

/** The document that tells readers which agents of others were run. */
final class AgentsDocument {
    private AgentsDocument() {}

    static String text(String agents, String fenceAgents) {
        String kernel = Command.of("uname", "-sr").run().output().strip();
        String system = Command.of("sh", "-c", ". /etc/os-release; echo $PRETTY_NAME").run().output().strip();
        return """
                # Agents of others, unmodified

                Written by `./systole agents --document doc/agents.md` (as root, on Debian; it installs what is missing, without
                starting it). Two real daemons run each agent as its package brings it, on nodes that are namespaces, or machines with a
                kernel of their own (User-Mode Linux, where all takes many times as long); how it is set up, and what "active" means
                when somebody looks without its help, is its recipe in
                [samples/agents/recipes.conf](../samples/agents/recipes.conf). On %s, %s.

                * *probe*: clean on both nodes (7) · *start*: active on the preferred node, and only there · *monitor*: repeated, all well
                * *failure recovery*: the service is ended by hand; the failure is counted, and it is active on one node again
                * *failover*: the node that has it loses power; the time until the other one has it · *return*: the lost node is back,
                  nothing moves · *stop*: active nowhere, and the agent said so
                * *scores*, *demote*, *promote*: of promotable clones; promoted on one node at a time
                * *refuses*: it cannot work here; it is started nowhere, and `crm_mon` shows the words of the last column

                """.formatted(system, kernel) + agents + """

                ## Fence agents

                All that `crm ra list stonith` lists here, with the parameters that `crm ra info stonith:NAME` reads from their
                metadata. `fence_dummy` and `fence_docker` fence a node in `DebianFenceAgentIT`, our sample agent `fence_lab` in
                `FencedBeforeTakeoverIT`.

                """ + fenceAgents;
    }
}
