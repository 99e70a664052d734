package io.systole.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.ResourceId;
import io.systole.core.operation.DeclaredParameters.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationDigestsTest {
    private static final ResourceId WEB = new ResourceId("web");
    private static final OperationKey START = OperationKey.once(WEB, "start");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Map<String, String> PARAMETERS = Map.of("state", "/run/s", "delay", "3", "passwd", "secret");
    private static final List<Parameter> DECLARED = List.of(
            new Parameter("state", true, false, false), new Parameter("delay", false, true, false),
            new Parameter("passwd", false, true, false), new Parameter("fake", false, false, false));

    @Test
    void anAgentThatReloadsGivesRestartAndSecureDigestsOfItsStart() {
        var declared = DeclaredParameters.of(DECLARED, true, false);

        Map<String, String> attributes = OperationDigests.attributes(START, TIMEOUT, PARAMETERS, Optional.of(declared));

        assertEquals(Set.of("op-digest", "op-force-restart", "op-restart-digest", "op-secure-params", "op-secure-digest"),
                attributes.keySet());
        assertEquals("  state fake  ", attributes.get("op-force-restart"));
        assertEquals(ParameterDigest.of(Map.of("state", "/run/s")).value(), attributes.get("op-restart-digest"));
        assertEquals("  passwd  ", attributes.get("op-secure-params"));
        assertEquals(ParameterDigest.of(Map.of("state", "/run/s", "delay", "3")).value(), attributes.get("op-secure-digest"));
    }

    @Test
    void anOldStyleAgentReloadsWhatIsNotUnique() {
        var declared = DeclaredParameters.of(DECLARED, false, true);

        Map<String, String> attributes = OperationDigests.attributes(START, TIMEOUT, PARAMETERS, Optional.of(declared));

        assertEquals("  state  ", attributes.get("op-force-restart"));
    }

    @Test
    void aRecurringMonitorHasNoRestartDigest() {
        var declared = DeclaredParameters.of(DECLARED, true, false);
        var monitor = new OperationKey(WEB, "monitor", Duration.ofSeconds(10));

        Map<String, String> attributes = OperationDigests.attributes(monitor, TIMEOUT, PARAMETERS, Optional.of(declared));

        assertEquals(Set.of("op-digest", "op-secure-params", "op-secure-digest"), attributes.keySet());
    }

    @Test
    void aReloadingAgentWithoutFixedParametersSaysSoWithAnEmptyList() {
        var declared = DeclaredParameters.of(List.of(new Parameter("delay", false, true, false)), true, false);

        Map<String, String> attributes = OperationDigests.attributes(START, TIMEOUT, Map.of(), Optional.of(declared));

        assertEquals("", attributes.get("op-force-restart"));
        assertEquals("f2317cad3d54cec5d7d7aa7d0bf35cf8", attributes.get("op-restart-digest"));
    }

    @Test
    void withoutMetaDataNothingIsGuessed() {
        Optional<DeclaredParameters> unknown = Optional.empty();

        Map<String, String> attributes = OperationDigests.attributes(START, TIMEOUT, PARAMETERS, unknown);

        assertEquals(Set.of("op-digest"), attributes.keySet());
    }

    @Test
    void listsAreReadWhoeverWroteThem() {
        List<String> names = List.of("a", "b");

        String written = OperationDigests.list(names);

        assertEquals("  a b  ", written);
        assertEquals(List.of(names, names, List.of()),
                List.of(OperationDigests.names(written), OperationDigests.names(" a  b"), OperationDigests.names("")));
    }
}
