package io.systole.agents;

/** Where the metadata text of an agent comes from; a process in production, a string in tests. */
@FunctionalInterface
public interface MetadataSource {
    /**
     * The agent's own description: XML of an OCF agent's {@code meta-data}, or the text of an init script. May block for
     * some seconds (agents in Python take half a second), so it must not be called on an event loop.
     *
     * @throws MetadataException when the agent cannot be run, fails or hangs
     */
    String read(Agent agent);
}
