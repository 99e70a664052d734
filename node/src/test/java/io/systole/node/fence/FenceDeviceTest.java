package io.systole.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import org.junit.jupiter.api.Test;

class FenceDeviceTest {
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");

    private static FenceDevice device(String... namesAndValues) {
        Element set = Element.of("instance_attributes", "id", "f-params");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            set = set.plus(Element.of("nvpair", "id", "f-" + i, "name", namesAndValues[i], "value", namesAndValues[i + 1]));
        }
        return FenceDevice.of(Element.of("primitive", "id", "f", "class", "stonith", "type", "fence_x").plus(set));
    }

    @Test
    void reachesOnlyTheNodesOfItsHostList() {
        FenceDevice device = device("pcmk_host_list", "n1, n3");

        assertTrue(device.reaches(N1));
        assertFalse(device.reaches(N2));
    }

    @Test
    void reachesEveryNodeWithoutAnyList() {
        FenceDevice device = device("ip", "10.0.0.9");

        assertTrue(device.reaches(N1));
        assertTrue(device.reaches(N2));
    }

    @Test
    void tellsTheAgentThePortOfTheVictimAndKeepsItsOwnSettingsBack() {
        FenceDevice device = device("ip", "10.0.0.9", "password", "p", "pcmk_host_map", "n1:3;n2:4", "pcmk_reboot_action", "off");

        String input = device.input(N2, "reboot");

        assertEquals("action=off\nnodename=n2\nport=4\nip=10.0.0.9\npassword=p\n", input);
    }
}
