package io.systole.core.cib.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * The same language as Pacemaker 2.1.5: {@code crm_diff.xml} is what its {@code crm_diff -o old.xml -n new.xml} printed. (In
 * the other direction {@code crm_diff -o old.xml -p} makes {@code new.xml} of our patch; tried by hand.)
 */
class PacemakerPatchTest {
    @Test
    void aPatchMadeByCrmDiffIsApplied() throws IOException {
        Cib old = Cib.of(read("old.xml"));
        Element patch = read("crm_diff.xml");

        EditResult result = CibDiff.apply(CibDiff.read(patch, old), old);

        assertEquals(new EditResult.Changed(Cib.of(read("new.xml"))), result);
    }

    @Test
    void ourPatchIsNoLongerThanThatOfCrmDiff() throws IOException {
        Cib old = Cib.of(read("old.xml"));
        Cib next = Cib.of(read("new.xml"));

        Element patch = CibDiff.between(old, next).diff();

        assertTrue(patch.children().size() <= read("crm_diff.xml").children().size());
    }

    @Test
    void theDigestIsThatOfCibadmin() throws IOException {
        Cib cib = Cib.of(read("new.xml"));

        String digest = CibDigest.of(cib);

        assertEquals("20145eb3fa2480946a244e11ba58b7a3", digest);
    }

    private static Element read(String name) throws IOException {
        try (InputStream resource = PacemakerPatchTest.class.getResourceAsStream(name)) {
            return CibReader.element(resource.readAllBytes());
        }
    }
}
