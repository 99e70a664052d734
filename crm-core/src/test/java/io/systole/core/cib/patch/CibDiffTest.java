package io.systole.core.cib.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.EditResult.Reason;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CibDiffTest {
    private static final Cib OLD = CibReader.cib("""
            <cib epoch="6" num_updates="32" admin_epoch="0"><configuration>
              <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
              <resources><primitive id="r1"/><primitive id="r2"/><primitive id="r3"/></resources>
            </configuration><status><node_state id="1"><nvpair id="p" name="ping" value="1"/></node_state></status></cib>""");
    private static final Cib NEW = CibReader.cib("""
            <cib epoch="7" num_updates="0" admin_epoch="0"><configuration>
              <nodes><node id="1" uname="n1"/></nodes>
              <resources><primitive id="r3"/><primitive id="r1"/><primitive id="r2"/><primitive id="r4" type="Dummy"/></resources>
            </configuration><status><node_state id="1"><nvpair id="p" name="ping" value="2"/></node_state></status></cib>""");

    @Test
    void aPatchHasDeletesFirstAndMovesAsLittleAsPossible() {
        CibPatch patch = CibDiff.between(OLD, NEW);

        String text = CibWriter.text(patch.diff());

        assertEquals("""
                <diff format="2">
                  <version>
                    <source admin_epoch="0" epoch="6" num_updates="32"/>
                    <target admin_epoch="0" epoch="7" num_updates="0"/>
                  </version>
                  <change operation="delete" path="/cib/configuration/nodes/node[@id='2']"/>
                  <change operation="modify" path="/cib">
                    <change-list>
                      <change-attr name="epoch" operation="set" value="7"/>
                      <change-attr name="num_updates" operation="set" value="0"/>
                    </change-list>
                    <change-result>
                      <cib epoch="7" num_updates="0" admin_epoch="0"/>
                    </change-result>
                  </change>
                  <change operation="move" path="/cib/configuration/resources/primitive[@id='r3']" position="0"/>
                  <change operation="create" path="/cib/configuration/resources" position="3">
                    <primitive id="r4" type="Dummy"/>
                  </change>
                  <change operation="modify" path="/cib/status/node_state[@id='1']/nvpair[@id='p']">
                    <change-list>
                      <change-attr name="value" operation="set" value="2"/>
                    </change-list>
                    <change-result>
                      <nvpair id="p" name="ping" value="2"/>
                    </change-result>
                  </change>
                </diff>
                """, text);
    }

    @Test
    void sharedSubtreesAreNotLookedInto() {
        Cib next = OLD.withStatus(OLD.status().with("x", "1")).withVersion(OLD.version().nextUpdate());

        CibPatch patch = CibDiff.between(OLD, next);

        List<String> paths = patch.diff().children("change").stream().map(change -> change.get("path")).toList();
        assertEquals(List.of("/cib", "/cib/status"), paths);
    }

    @Test
    void aPatchFromAnOlderVersionIsRefusedAsOld() {
        CibPatch patch = CibDiff.between(OLD, NEW);

        EditResult result = CibDiff.apply(patch, NEW);

        assertEquals(new EditResult.Refused(Reason.OLD_VERSION,
                "the patch leads from 0.6.32 to 0.7.0, but this CIB is newer: 0.7.0"), result);
    }

    @Test
    void aPatchOfWhichAStepBeforeIsMissingIsOutOfStep() {
        CibPatch patch = CibDiff.between(NEW, NEW.withVersion(new CibVersion(0, 7, 1)));

        EditResult result = CibDiff.apply(patch, OLD);

        assertEquals(new EditResult.Refused(Reason.OUT_OF_STEP,
                "the patch leads from 0.7.0 to 0.7.1, but this CIB is older: 0.6.32"), result);
    }

    @Test
    void aCopyThatDivergedIsFoundByThePathOrByTheDigest() {
        CibPatch patch = CibDiff.withFingerprint(CibDiff.between(OLD, NEW), NEW);
        Cib withoutR3 = OLD.withSection(Element.of("resources"));
        Cib withAnotherName = OLD.withSection(OLD.section("nodes").plus(Element.of("node", "id", "7")));

        var byPath = assertInstanceOf(EditResult.Refused.class, CibDiff.apply(patch, withoutR3));
        var byDigest = assertInstanceOf(EditResult.Refused.class, CibDiff.apply(patch, withAnotherName));

        assertEquals("the patch from 0.6.32 to 0.7.0 cannot be applied: "
                + "there is no /cib/configuration/resources/primitive[@id='r3'] here", byPath.sentence());
        assertEquals("after the patch from 0.6.32 to 0.7.0 this CIB differs from the sender's; the whole CIB is needed",
                byDigest.sentence());
        assertEquals(List.of(Reason.OUT_OF_STEP, Reason.OUT_OF_STEP), List.of(byPath.reason(), byDigest.reason()));
    }

    @Test
    void aPatchWithoutVersionsIsOneStep() {
        Element diff = CibReader.element("<diff format='2'><change operation='delete' path=\"/cib/status/node_state[@id='1']\"/></diff>");

        EditResult result = CibDiff.apply(CibDiff.read(diff, OLD), OLD);

        assertEquals(new EditResult.Changed(OLD.withStatus(Element.of("status")).withVersion(OLD.version().nextUpdate())), result);
    }

    @Test
    void aPatchThatMakesNoSenseIsRefused() {
        List<String> changes = List.of("<change operation='explode' path='/cib'/>", "<change operation='delete' path='/cib'/>",
                "<change operation='modify' path='/cib'/>", "<change operation='move' path='/cib' position='x'/>",
                "<change operation='create' path='cib' position='1'/>", "<change operation='create' path='/cib'/>");

        List<EditResult> results = changes.stream()
                .map(change -> CibDiff.apply(CibDiff.read(CibReader.element("<diff format='2'>" + change + "</diff>"), OLD), OLD))
                .toList();

        assertTrue(results.stream().allMatch(r -> r instanceof EditResult.Refused refused && refused.reason() == Reason.INVALID),
                results::toString);
    }

    @Test
    void whatHasNeitherFormatIsNoPatch() {
        Element diff = CibReader.element("<diff crm_feature_set='3.0.7'/>");

        var refused = assertThrows(IllegalArgumentException.class, () -> CibDiff.read(diff, OLD));

        assertEquals("a patch is <diff format=\"2\">, or <diff> with <diff-removed> and <diff-added>, not <diff> of format 1",
                refused.getMessage());
    }
}
