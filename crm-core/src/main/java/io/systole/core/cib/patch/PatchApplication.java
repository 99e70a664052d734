package io.systole.core.cib.patch;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.EditResult.Reason;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applies one patch: deletions and modifications in sequence, moved elements parked at the end, then positions (C-162). */
final class PatchApplication {
    private final CibPatch patch;

    PatchApplication(CibPatch patch) {
        this.patch = patch;
    }

    EditResult to(Cib cib) {
        if (patch.target().compareTo(patch.source()) <= 0) {
            return new EditResult.Refused(Reason.INVALID, "the patch leads from " + patch.source() + " to " + patch.target()
                    + ", which is not newer");
        }
        int order = cib.version().compareTo(patch.source());
        if (order != 0) {
            return new EditResult.Refused(order > 0 ? Reason.OLD_VERSION : Reason.OUT_OF_STEP, "the patch leads from " + patch.source()
                    + " to " + patch.target() + ", but this CIB is " + (order > 0 ? "newer: " : "older: ") + cib.version());
        }
        try {
            Cib outcome = Cib.of(apply(cib.root())).withVersion(patch.target());
            if (differs(outcome)) {
                return new EditResult.Refused(Reason.OUT_OF_STEP, "after the patch from " + patch.source() + " to " + patch.target()
                        + " this CIB differs from the sender's; the whole CIB is needed");
            }
            return new EditResult.Changed(outcome);
        } catch (Unfit unfit) {
            return new EditResult.Refused(unfit.reason, "the patch from " + patch.source() + " to " + patch.target()
                    + " cannot be applied: " + unfit.getMessage());
        }
    }

    private boolean differs(Cib outcome) {
        String digest = patch.diff().get("digest");
        String fingerprint = patch.diff().get(CibDiff.FINGERPRINT);
        return digest != null && !digest.equals(CibDigest.of(outcome))
                || fingerprint != null && !fingerprint.equals(outcome.root().fingerprint().toString());
    }

    private Element apply(Element root) {
        Element tree = root;
        var positioned = new ArrayList<Element>();
        for (Element change : patch.diff().children("change")) {
            switch (change.get("operation", "")) {
                case "delete" -> tree = delete(tree, change);
                case "modify" -> tree = modify(tree, change);
                case "move" -> {
                    tree = park(tree, change);
                    positioned.add(change);
                }
                case "create" -> positioned.add(change);
                default -> throw new Unfit(Reason.INVALID, "operation " + change.get("operation", "(none)") + " is not known");
            }
        }
        positioned.sort(Comparator.comparingInt(PatchApplication::position));
        for (Element change : positioned) {
            tree = change.get("operation").equals("create") ? create(tree, change) : move(tree, change);
        }
        return tree;
    }

    private static Element delete(Element tree, Element change) {
        Optional<Spot> spot = path(change).find(tree);
        if (spot.isPresent() && spot.get().parent().isEmpty()) {
            throw new Unfit(Reason.INVALID, "it deletes the whole CIB");
        }
        return spot.map(Spot::remove).orElse(tree);
    }

    private static Element modify(Element tree, Element change) {
        Spot spot = spot(tree, change);
        Element result = change.child("change-result").flatMap(wrapper -> wrapper.children().stream().findFirst())
                .orElseThrow(() -> new Unfit(Reason.INVALID, "a modify of " + change.get("path") + " has no result"));
        return spot.replace(spot.element().withAttributes(result.attributes()).withText(result.text()));
    }

    private static Element park(Element tree, Element change) {
        return reinsert(spot(tree, change), Integer.MAX_VALUE);
    }

    private static Element move(Element tree, Element change) {
        return reinsert(spot(tree, change), position(change));
    }

    private static Element reinsert(Spot spot, int position) {
        Spot parent = spot.parent().orElseThrow(() -> new Unfit(Reason.INVALID, "it moves the whole CIB"));
        var children = new ArrayList<>(parent.element().children());
        children.remove(spot.index());
        children.add(Math.min(position, children.size()), spot.element());
        return parent.replace(parent.element().withChildren(children));
    }

    private static Element create(Element tree, Element change) {
        Spot parent = spot(tree, change);
        List<Element> created = change.children();
        if (created.size() != 1) {
            throw new Unfit(Reason.INVALID, "a create below " + change.get("path") + " brings " + created.size() + " elements, not one");
        }
        var children = new ArrayList<>(parent.element().children());
        children.add(Math.min(position(change), children.size()), created.getFirst());
        return parent.replace(parent.element().withChildren(children));
    }

    private static Spot spot(Element tree, Element change) {
        return path(change).find(tree)
                .orElseThrow(() -> new Unfit(Reason.OUT_OF_STEP, "there is no " + change.get("path") + " here"));
    }

    private static CibPath path(Element change) {
        try {
            return CibPath.parse(change.get("path", ""));
        } catch (IllegalArgumentException unreadable) {
            throw new Unfit(Reason.INVALID, unreadable.getMessage());
        }
    }

    /** A created element without a position comes last. */
    private static int position(Element change) {
        String position = change.get("position");
        try {
            return position == null ? Integer.MAX_VALUE : Math.max(0, Integer.parseInt(position));
        } catch (NumberFormatException unreadable) {
            throw new Unfit(Reason.INVALID, "position " + position + " is no number");
        }
    }

    /** Why the patch cannot go on; never leaves this class. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Unfit(Reason reason, String sentence) {
            super(sentence);
            this.reason = reason;
        }
    }
}
