package io.systole.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.xml.CibReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InstantDetectionSwitchTest {
    private static final String CIB = """
            <cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration><crm_config/>
            <nodes><node id="1" uname="n1"/></nodes><resources>
            <primitive id="web" class="ocf" provider="systole" type="Dummy">%s</primitive>
            <group id="g"><meta_attributes id="g-m"><nvpair id="g-i" name="instant-detection" value="off"/></meta_attributes>
            <primitive id="member" class="ocf" provider="systole" type="Dummy"/></group>
            <clone id="c"><meta_attributes id="c-m"><nvpair id="c-i" name="instant-detection" value="false"/></meta_attributes>
            <primitive id="each" class="ocf" provider="systole" type="Dummy"/></clone>
            </resources><constraints/>%s</configuration><status/></cib>
            """;
    private static final String YES = "<meta_attributes id='m'><nvpair id='i' name='instant-detection' value='yes'/></meta_attributes>";
    private static final String NO_BY_DEFAULT = "<rsc_defaults><meta_attributes id='d'>"
            + "<nvpair id='d-i' name='instant-detection' value='no'/></meta_attributes></rsc_defaults>";

    private static boolean isOn(String resource, String own, String defaults) {
        Cib cib = CibReader.cib(CIB.formatted(own, defaults).getBytes(StandardCharsets.UTF_8));
        return InstantDetectionSwitch.isOn(cib, new ResourceId(resource), Instant.EPOCH, ZoneOffset.UTC);
    }

    @Test
    void itIsOnUnlessSomebodySaysOtherwise() {
        assertTrue(isOn("web", "", ""));
        assertTrue(InstantDetectionSwitch.isOn(Cib.empty(), new ResourceId("web"), Instant.EPOCH, ZoneOffset.UTC));
    }

    @Test
    void theDefaultOfAllCounts() {
        assertFalse(isOn("web", "", NO_BY_DEFAULT));
    }

    @Test
    void theOwnWordCountsMoreThanTheDefault() {
        assertTrue(isOn("web", YES, NO_BY_DEFAULT));
    }

    @Test
    void aMemberFollowsItsGroup() {
        assertFalse(isOn("member", "", ""));
    }

    @Test
    void anInstanceFollowsItsCloneUnderEitherName() {
        assertFalse(isOn("each", "", ""));
        assertFalse(isOn("each:0", "", ""));
    }

    @Test
    void aResourceThatIsNotConfiguredIsWatched() {
        assertTrue(isOn("removed", "", NO_BY_DEFAULT));
    }
}
