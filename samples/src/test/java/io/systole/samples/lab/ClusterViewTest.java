package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterViewTest {
    private static final String MONITOR = """
            Node List:
              * Online: [ n1 n2 ]

            Active Resources:
              * Resource Group: webserver:
                * web-ip\t(ocf:systole:IPaddr):\t Started n1
                * web-server\t(ocf:systole:httpd):\t Starting n1
              * database\t(ocf:systole:Dummy):\t FAILED n2
            """;

    private static ClusterView view(String output) {
        return new ClusterView(command -> new Command.Result(command, 0, output));
    }

    @Test
    void countsOnlyWhatIsStarted() {
        ClusterView view = view(MONITOR);

        Map<String, String> started = view.started();

        assertEquals(Map.of("web-ip", "n1"), started);
    }

    @Test
    void wantsExactlyTheseNodesOnline() {
        ClusterView view = view(MONITOR);

        assertTrue(view.online("n1", "n2"));
        assertFalse(view.online("n1"));
    }

    @Test
    void isIdleOnlyIfTheCoordinatorSaysSo() {
        ClusterView idle = view("{\"node\":\"n2\",\"state\":\"S_IDLE\"}");
        ClusterView busy = view("{\"node\":\"n2\",\"state\":\"S_TRANSITION_ENGINE\"}");

        assertTrue(idle.idle());
        assertFalse(busy.idle());
    }
}
