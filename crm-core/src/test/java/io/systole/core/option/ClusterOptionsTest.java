package io.systole.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {
    @Test
    void understandsOlderNames() {
        ClusterOptions options = ClusterOptions.of(Map.of("stonith-enabled", "no", "crmd-transition-delay", "5s"));

        assertFalse(options.isTrue(ClusterOption.FENCING_ENABLED));
        assertEquals(Duration.ofSeconds(5), options.duration(ClusterOption.TRANSITION_DELAY));
    }

    @Test
    void anInvalidValueIsToldAndTheDefaultCounts() {
        ClusterOptions options = ClusterOptions.of(Map.of("no-quorum-policy", "maybe"));

        assertEquals("stop", options.word(ClusterOption.NO_QUORUM_POLICY));
        assertEquals(1, options.problems().size());
        assertTrue(options.problems().getFirst().contains("no-quorum-policy"), options.problems().getFirst());
    }

    @Test
    void everyDefaultIsValid() {
        for (ClusterOption option : ClusterOption.values()) {
            if (!option.defaultValue().isEmpty()) {
                assertTrue(option.accepts(option.defaultValue()), option.xmlName());
            }
        }
        for (ResourceOption option : ResourceOption.values()) {
            if (!option.defaultValue().isEmpty()) {
                assertTrue(option.accepts(option.defaultValue()), option.xmlName());
            }
        }
    }
}
