package io.systole.samples.agents;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one agent is tried; a section of the file of recipes. What are called commands are lines for {@code sh} that are run on a node.
 *
 * @param agent as {@code crm} names it, such as {@code ocf:heartbeat:IPaddr2}
 * @param variant tells several recipes of one agent apart; may be empty
 * @param packages Debian packages that it needs
 * @param parameters NAME=VALUE each
 * @param meta meta attributes of the resource, or of the promotable clone, NAME=VALUE each
 * @param operations words of {@code crm} such as {@code monitor interval=3s timeout=20s}; the usual ones if there are none
 * @param first what must run beside it and before it, agent and parameters each
 * @param prepares commands that are run on each node whenever it has booted
 * @param kernel modules of the kernel that it needs; where there are any it is tried on nodes with a kernel of their own
 * @param beside commands that are run before on a third machine, which is no node of the cluster
 * @param active a command that ends with 0 where the service is active
 * @param promoted a command that ends with 0 where it is promoted; a recipe that has one is of a promotable clone
 * @param harm a command that ends the service as an accident does; without it no failure is tried
 * @param refusal a pattern of what the status must say of an agent that cannot work here; empty if it can
 * @param needs a command that ends with 0 where this machine can run the agent at all
 * @param lack why not, for people
 * @param flaw what is wrong with the agent itself, if it is known to fail; may be empty
 * @param note what is special in this recipe, for people
 */
record Recipe(String agent, String variant, List<String> packages, List<String> parameters, List<String> meta, List<String> operations,
        List<String> first, List<String> prepares, List<String> kernel, List<String> beside, String active, Optional<String> promoted,
        Optional<String> harm, Optional<String> refusal, Optional<String> needs, String lack, String flaw, String note) {
    /** What most recipes do not have: those stay what they were before there was such a thing. */
    private static final String ABSENT = "kernel=[], beside=[], ";

    /** The name of the section: agent and variant. */
    String name() {
        return variant.isEmpty() ? agent : agent + " " + variant;
    }

    /** Whether it is tried on nodes with a kernel of their own. */
    boolean ownKernel() {
        return !kernel.isEmpty();
    }

    /** Changes when the recipe does. */
    String print() {
        return Integer.toHexString(toString().replace(ABSENT, "").hashCode());
    }

    /** The file of the agent. */
    Path file() {
        String[] parts = agent.split(":");
        return parts.length == 3 ? Path.of("/usr/lib/ocf/resource.d", parts[1], parts[2]) : Path.of("/etc/init.d", parts[1]);
    }

    /** What is run, for people. */
    String summary() {
        String what = Stream.concat(first.stream().map(words -> words.substring(words.indexOf(':') + 1) + ", then"), parameters.stream())
                .collect(Collectors.joining(" "));
        return String.join("; ", Stream.of(promoted.isPresent() ? "promotable clone" : "",
                ownKernel() ? "nodes with a kernel of their own" : "", what, note).filter(words -> !words.isEmpty()).toList());
    }

    /** The resource's name in the cluster. */
    String id() {
        String type = agent.substring(agent.lastIndexOf(':') + 1);
        return variant.isEmpty() ? type : type + "-" + variant;
    }
}
