package io.systole.samples.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FenceAgentsTest {
    @Test
    void parametersAreCountedAndThoseThatAreRequiredAreNamed() {
        var sections = FenceAgents.sections("""
                Fence agent of the first kind (stonith:fence_one)

                Parameters (*: required, []: default):

                ip* (string): Where it is
                verbose_level (integer, [1]): How much it says

                 (stonith:fence_two)
                ERROR: it has no metadata
                """);

        assertEquals("2 | ip", FenceAgents.row(sections.get("fence_one")));
        assertEquals("**not offered** | ", FenceAgents.row(sections.get("fence_two")));
    }
}
