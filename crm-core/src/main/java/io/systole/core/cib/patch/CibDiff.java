package io.systole.core.cib.patch;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes and applies patches in Pacemaker's format 2 (C-160…C-164): {@code apply(between(a, b), a)} is {@code b}, to the
 * order of attributes.
 *
 * <p>Subtrees that both versions share ({@code ==}) are not looked into, so the cost is what changed. One extension: the
 * text of an element, which the CIB hardly uses, travels in the change-result.
 */
public final class CibDiff {
    static final String FINGERPRINT = "fingerprint";

    private CibDiff() {}

    /** The patch that leads from one CIB to another; without changes if they do not differ. */
    public static CibPatch between(Cib from, Cib to) {
        var comparison = new Comparison();
        comparison.compare(from.root(), to.root());
        var parts = new ArrayList<Element>();
        parts.add(Element.of("version").plus(version("source", from.version())).plus(version("target", to.version())));
        parts.addAll(comparison.deletes());
        parts.addAll(comparison.others());
        return new CibPatch(from.version(), to.version(), Element.of("diff", "format", "2").withChildren(parts));
    }

    /**
     * The same patch with the fingerprint of its outcome, so that a receiver notices if its copy had been different. A receiver that
     * does not know this attribute does not look at it; Pacemaker's {@code digest} in a patch counts as well.
     */
    public static CibPatch withFingerprint(CibPatch patch, Cib outcome) {
        return new CibPatch(patch.source(), patch.target(), patch.diff().with(FINGERPRINT, outcome.root().fingerprint().toString()));
    }

    /** True if the patch changes nothing. */
    public static boolean isEmpty(CibPatch patch) {
        return patch.diff().child("change").isEmpty();
    }

    /**
     * Applies a patch, all or nothing (C-162, C-163).
     *
     * @return the new CIB; or OLD_VERSION if {@code cib} is already newer than the patch's source; or OUT_OF_STEP if it is older, if
     *     a path has no match, or if the digest of the outcome is another one: then the whole CIB must be fetched
     */
    public static EditResult apply(CibPatch patch, Cib cib) {
        return new PatchApplication(patch).to(cib);
    }

    /**
     * Reads a {@code <diff>} element of format 2, or of the old format 1, which becomes one of format 2. One without versions (as {@code
     * crm_diff --no-version} makes it) counts as a step from the CIB that it is meant for to its next num_updates.
     *
     * @throws IllegalArgumentException if the element is not a patch
     */
    public static CibPatch read(Element given, Cib meantFor) {
        Element diff = secondFormat(given, meantFor);
        if (!diff.is("diff") || !"2".equals(diff.get("format"))) {
            throw new IllegalArgumentException("a patch is <diff format=\"2\">, or <diff> with <diff-removed> and <diff-added>, not " + diff
                    + (diff.is("diff") ? " of format " + diff.get("format", "1") : ""));
        }
        List<Element> versions = diff.children("version");
        if (versions.isEmpty()) {
            return new CibPatch(meantFor.version(), meantFor.version().nextUpdate(), diff);
        }
        return new CibPatch(version(versions.getFirst(), "source"), version(versions.getFirst(), "target"), diff);
    }

    /** A patch of the old format 1 in format 2, as it changes this CIB; anything else as it is. */
    public static Element secondFormat(Element diff, Cib meantFor) {
        return FirstFormat.is(diff) ? FirstFormat.second(diff, meantFor) : diff;
    }

    private static Element version(String name, CibVersion version) {
        return Element.of(name, "admin_epoch", Long.toString(version.adminEpoch()),
                "epoch", Long.toString(version.epoch()), "num_updates", Long.toString(version.numUpdates()));
    }

    private static CibVersion version(Element versions, String which) {
        Element version = versions.child(which)
                .orElseThrow(() -> new IllegalArgumentException("the <version> of the patch has no <" + which + ">"));
        try {
            return new CibVersion(Long.parseLong(version.get("admin_epoch", "0")),
                    Long.parseLong(version.get("epoch", "0")), Long.parseLong(version.get("num_updates", "0")));
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("the <" + which + "> version of the patch has a part that is no number", unreadable);
        }
    }
}
