package io.systole.core.cib.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionPolicyTest {
    private static final Cib CIB = Cib.empty().withVersion(new CibVersion(1, 5, 9));

    @Test
    void aConfigurationChangeGivesTheNextEpoch() {
        Cib more = CIB.withSection(Element.of("tags")).withStatus(Element.of("status", "x", "y"));

        Cib next = VersionPolicy.next(CIB, more);

        assertEquals(new CibVersion(1, 6, 0), next.version());
    }

    @Test
    void orderCountsAsConfiguration() {
        Cib reordered = CIB.withConfiguration(CIB.configuration().withChildren(CIB.configuration().children().reversed()));

        Cib next = VersionPolicy.next(CIB, reordered);

        assertEquals(new CibVersion(1, 6, 0), next.version());
    }

    @Test
    void aChangeOfStatusOrRootAttributesGivesTheNextUpdate() {
        List<Cib> changed = List.of(CIB.withStatus(Element.of("status", "x", "y")), CIB.withAttribute("have-quorum", "1"));

        List<CibVersion> versions = changed.stream().map(after -> VersionPolicy.next(CIB, after).version()).toList();

        assertEquals(List.of(new CibVersion(1, 5, 10), new CibVersion(1, 5, 10)), versions);
    }

    @Test
    void noChangeGivesTheSameCib() {
        Cib equal = CIB.withStatus(Element.of("status"));

        Cib next = VersionPolicy.next(CIB, equal);

        assertSame(CIB, next);
    }

    @Test
    void versionsRaisedByHandAreTheBase() {
        Cib raised = CIB.withAttribute("admin_epoch", "4");
        Cib bumped = CIB.withAttribute("epoch", "6");
        Cib replaced = Cib.empty().withSection(Element.of("tags")).withVersion(new CibVersion(2, 1, 3));

        List<CibVersion> versions = List.of(raised, bumped, replaced).stream().map(c -> VersionPolicy.next(CIB, c).version()).toList();

        assertEquals(List.of(new CibVersion(4, 5, 10), new CibVersion(1, 6, 10), new CibVersion(2, 2, 0)), versions);
    }

    @Test
    void theStampReplacesTheFormerOne() {
        var at = ZonedDateTime.of(2026, 11, 2, 7, 3, 29, 0, ZoneOffset.UTC);
        Cib before = CIB.withAttribute("update-user", "joe");

        Cib stamped = new ChangeStamp(at, "n1", "crm", "").on(before);

        assertEquals(List.of("Mon Nov  2 07:03:29 2026", "n1", "crm", "none"), List.of(stamped.root().get("cib-last-written"),
                stamped.root().get("update-origin"), stamped.root().get("update-client"), stamped.root().get("update-user", "none")));
    }
}
