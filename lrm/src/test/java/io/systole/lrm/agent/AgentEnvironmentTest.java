package io.systole.lrm.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.membership.NodeName;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentEnvironmentTest {
    private static final AgentPlaces PLACES = AgentPlaces.defaults(new NodeName("n1")).withToolsDirectory(Path.of("/opt/systole/bin"));

    /** As HA_SBIN_DIR they take the system's directory for granted; all others find the cluster's tools there. */
    @ParameterizedTest
    @CsvSource({"heartbeat, nfsnotify, /usr/sbin", "heartbeat, clvm, /usr/sbin", "heartbeat, mariadb, /opt/systole/bin",
        "systole, nfsnotify, /opt/systole/bin"})
    void agentsThatLookForProgramsOfTheSystemAreToldWhereTheseAre(String provider, String type, String expected) {
        assertEquals(expected, environment(provider, type).get("HA_SBIN_DIR"));
    }

    @Test
    void theClustersToolsAreFirstInThePathOfEveryAgent() {
        assertEquals("/opt/systole/bin:/usr/sbin:/usr/bin:/sbin:/bin", environment("heartbeat", "nfsnotify").get("PATH"));
    }

    private static SortedMap<String, String> environment(String provider, String type) {
        var key = new OperationKey(new ResourceId("r"), "start", Duration.ZERO);
        return new AgentEnvironment(PLACES).ocf(new OperationRequest(key, new AgentId("ocf", provider, type), Duration.ofSeconds(20),
                Duration.ZERO, new TreeMap<>(), new TreeMap<>(), "", 0), Path.of("/usr/lib/ocf"));
    }
}
