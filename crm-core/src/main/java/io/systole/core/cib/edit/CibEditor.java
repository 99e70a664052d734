package io.systole.core.cib.edit;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.EditResult.Changed;
import io.systole.core.cib.EditResult.Reason;
import io.systole.core.cib.EditResult.Refused;
import io.systole.core.cib.Element;
import io.systole.core.cib.delta.Delta;
import io.systole.core.cib.delta.DeltaApplication;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Applies {@link CibChange}s to a CIB (controller and status reference, F.2). Pure: gives a new CIB or says why not. The
 * version is not raised here, see {@link VersionPolicy}.
 */
public final class CibEditor {
    private CibEditor() {}

    /** Applies all changes in order, or none if one of them is refused. */
    public static EditResult apply(Cib cib, List<CibChange> changes) {
        Cib current = cib;
        for (CibChange change : changes) {
            switch (apply(current, change)) {
                case Changed changed -> current = changed.cib();
                case Refused refused -> {
                    return refused;
                }
            }
        }
        Optional<String> mistake = current.root() == cib.root() ? Optional.empty() : CibVersion.mistake(current.root());
        return mistake.isPresent() ? new Refused(Reason.INVALID, "the CIB would be wrong afterwards: it " + mistake.get())
                : new Changed(current);
    }

    /** Applies one change. */
    public static EditResult apply(Cib cib, CibChange change) {
        try {
            return switch (change) {
                case CibChange.Create create -> create(cib, create);
                case CibChange.Modify modify -> modify(cib, modify);
                case CibChange.Replace replace -> replace(cib, replace.element());
                case CibChange.Delete delete -> delete(cib, delete.path());
                case CibChange.Undo undo -> undo(cib, undo);
                case CibChange.ApplyPatch patch -> CibDiff.apply(patch.patch(), cib);
            };
        } catch (IllegalArgumentException unreadable) {
            return new Refused(Reason.INVALID, unreadable.getMessage());
        }
    }

    private static EditResult create(Cib cib, CibChange.Create create) {
        Element element = create.element();
        Optional<Spot> parent = Sections.parent(cib.root(), create.parentPath());
        if (parent.isEmpty()) {
            return noSuch(create.parentPath());
        }
        Element around = parent.get().element();
        Optional<Element> same = around.children().stream().filter(child -> sameNameAndId(child, element)).findFirst();
        if (same.isPresent() && Sections.isSection(element)) {
            return new Changed(Cib.of(parent.get().replace(around.replacing(same.get(), Merge.into(same.get(), element)))));
        }
        if (same.isPresent() && element.id() != null) {
            return new Refused(Reason.EXISTS, element + " exists already in " + around + "; modify it, or choose another id");
        }
        return new Changed(Cib.of(parent.get().replace(around.plus(element))));
    }

    private static EditResult modify(Cib cib, CibChange.Modify modify) {
        Element update = modify.element();
        Optional<Spot> parent = Sections.parent(cib.root(), modify.parentPath());
        if (parent.isEmpty()) {
            return noSuch(modify.parentPath());
        }
        Optional<Spot> target = parent.get().search(element -> sameNameAndId(element, update));
        if (target.isPresent()) {
            Element merged = Merge.into(target.get().element(), update);
            Cib outcome = Cib.of(target.get().replace(merged));
            return outcome.version().adminEpoch() < cib.version().adminEpoch()
                    ? older(outcome, cib)
                    : new Changed(outcome.root() == cib.root() ? cib : outcome);
        }
        if (modify.createMissing() || Sections.isSection(update)) {
            return new Changed(Cib.of(parent.get().replace(parent.get().element().plus(update))));
        }
        return new Refused(Reason.NOT_FOUND, "there is no " + update + " below " + modify.parentPath() + " to be modified");
    }

    /** A whole CIB without a status section leaves the status as it is: files and editors have only the configuration. */
    private static EditResult replace(Cib cib, Element element) {
        if (element.is("cib")) {
            Cib whole = Cib.of(element);
            if (whole.version().compareTo(cib.version()) < 0) {
                return older(whole, cib);
            }
            return new Changed(element.child("status").isPresent() ? whole : whole.withStatus(cib.status()));
        }
        Optional<Spot> target = Spot.root(cib.root()).search(each -> sameNameAndId(each, element));
        if (target.isPresent()) {
            return new Changed(Cib.of(target.get().replace(element)));
        }
        Optional<Spot> parent = Sections.parentOfSection(cib.root(), element);
        return parent.isPresent()
                ? new Changed(Cib.of(parent.get().replace(parent.get().element().plus(element))))
                : new Refused(Reason.NOT_FOUND, "there is no " + element + " to be replaced");
    }

    /** Deleting what is not there succeeds, as with {@code cibadmin}: the wish is fulfilled. */
    private static EditResult delete(Cib cib, String path) {
        Optional<Spot> target = CibPath.parse(path).find(cib.root());
        if (target.isPresent() && target.get().parent().isEmpty()) {
            return new Refused(Reason.INVALID, "the whole CIB cannot be deleted; replace it by an empty one");
        }
        return new Changed(target.map(spot -> Cib.of(spot.remove())).orElse(cib));
    }

    private static EditResult undo(Cib cib, CibChange.Undo undo) {
        return switch (DeltaApplication.apply(Delta.inverse(undo.edits()), cib)) {
            case Changed changed -> changed;
            case Refused refused -> new Refused(refused.reason(), "the change that led to " + undo.undone() + " cannot be undone: "
                    + refused.sentence());
        };
    }

    private static boolean sameNameAndId(Element one, Element other) {
        return one.is(other.name()) && Objects.equals(one.id(), other.id());
    }

    private static Refused noSuch(String path) {
        return new Refused(Reason.NOT_FOUND, "there is no " + path + " in this CIB");
    }

    private static Refused older(Cib offered, Cib present) {
        return new Refused(Reason.OLD_VERSION, "version " + offered.version() + " is older than the present " + present.version()
                + "; take the present CIB as the base, or raise admin_epoch");
    }
}
