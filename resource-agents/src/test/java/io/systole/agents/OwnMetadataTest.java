package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.AgentMetadata.Parameter;
import io.systole.core.cib.AgentId;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What our own agents say of themselves is complete. Runs {@code meta-data}, which needs nothing but a shell. */
class OwnMetadataTest {
    static final List<String> NAMES = OwnAgents.NAMES;

    @Test
    void theseAreAllOurAgents() {
        AgentCatalog catalog = OwnAgents.catalog();

        List<AgentId> agents = catalog.agents("ocf");

        assertEquals(NAMES, agents.stream().map(AgentId::type).toList());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyParameterIsDescribedInPlainWords(String name) {
        AgentMetadata metadata = metadata(name);

        List<String> undescribed = metadata.parameters().stream()
            .filter(parameter -> parameter.shortDescription().isEmpty() || parameter.longDescription().length() < 12)
            .map(Parameter::name).toList();

        assertEquals(List.of(), undescribed);
        assertFalse(metadata.shortDescription().isEmpty());
        assertTrue(metadata.longDescription().length() > 100, metadata.longDescription());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void hasTheActionsOfTheContractWithTimeouts(String name) {
        AgentMetadata metadata = metadata(name);

        List<String> without = metadata.actions().stream().filter(action -> action.timeout().isEmpty()).map(Object::toString).toList();

        assertEquals(List.of(), without);
        for (String action : List.of("start", "stop", "monitor", "validate-all", "meta-data")) {
            assertTrue(metadata.action(action).isPresent(), name + " has no " + action);
        }
        assertEquals("1.1", metadata.ocfVersion());
        assertEquals(name, metadata.name());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void noParameterIsDescribedTwice(String name) {
        AgentMetadata metadata = metadata(name);

        List<String> names = metadata.parameters().stream().map(Parameter::name).toList();

        assertEquals(new TreeSet<>(names).size(), names.size(), names.toString());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void itsOwnDefaultsFitItsOwnTypes(String name) {
        AgentMetadata metadata = metadata(name);
        var values = new TreeMap<String, String>();
        metadata.parameters().forEach(parameter -> parameter.defaultValue().ifPresent(value -> values.put(parameter.name(), value)));

        List<String> mistakes = ParameterCheck.check(metadata, values);

        assertEquals(List.of(), mistakes.stream().filter(mistake -> !mistake.contains("is required")).toList());
    }

    private static AgentMetadata metadata(String name) {
        AgentCatalog catalog = OwnAgents.catalog();
        return catalog.metadata((Agent) catalog.resolve(new AgentId("ocf", "systole", name)));
    }
}
