package io.systole.core.cib.delta;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Edit;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.EditResult.Reason;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Applies edits to a configuration that may have gone on since they were made. Each edit must find what it was made from, or
 * already what it leads to; anything else would overwrite what somebody else has done since, so that all is refused then.
 * Used once.
 */
public final class DeltaApplication {
    private Element tree;
    private int effective;

    private DeltaApplication(Element tree) {
        this.tree = tree;
    }

    /** The CIB with these edits made; or OUT_OF_STEP with a sentence that names what does not fit. */
    public static EditResult apply(List<Edit> edits, Cib cib) {
        var application = new DeltaApplication(cib.root());
        try {
            application.all(edits);
        } catch (Misfit misfit) {
            return new EditResult.Refused(Reason.OUT_OF_STEP, misfit.getMessage());
        }
        if (application.effective == 0) {
            return new EditResult.Refused(Reason.OUT_OF_STEP, "nothing of it is left, the configuration is as it would be afterwards");
        }
        return new EditResult.Changed(Cib.of(application.tree));
    }

    /** Deletions first, so that an element may move from one parent to another; additions last, in the order of their places. */
    private void all(List<Edit> edits) {
        edits.stream().filter(Edit.Removed.class::isInstance).map(Edit.Removed.class::cast).forEach(this::remove);
        for (Edit edit : edits) {
            switch (edit) {
                case Edit.Altered altered -> alter(altered);
                case Edit.Reordered reordered -> reorder(reordered);
                case Edit.Removed removed -> { }
                case Edit.Added added -> { }
            }
        }
        edits.stream().filter(Edit.Added.class::isInstance).map(Edit.Added.class::cast)
                .sorted(Comparator.comparingInt(Edit.Added::position)).forEach(this::add);
    }

    private void remove(Edit.Removed edit) {
        Element element = edit.element();
        Optional<Spot> parent = find(edit.parent());
        Optional<Spot> child = parent.flatMap(spot -> spot.children().stream().filter(each -> each.element().equals(element)).findFirst());
        if (child.isPresent()) {
            tree = child.get().remove();
            effective++;
            return;
        }
        if (parent.isPresent() && parent.get().children().stream().anyMatch(each -> sameStep(each.element(), element))) {
            throw new Misfit(element + " was changed since");
        }
        elsewhere(element).ifPresent(spot -> {
            throw new Misfit(element + " was moved since, it is in " + around(spot) + " now");
        });
    }

    private void alter(Edit.Altered edit) {
        Spot spot = find(edit.path()).orElseThrow(() -> new Misfit(nameOf(edit.path()) + " is gone"));
        Optional<String> present = spot.element().attribute(edit.attribute());
        if (present.equals(edit.from())) {
            tree = spot.replace(spot.element().with(edit.attribute(), edit.to().orElse(null)));
            effective++;
        } else if (!present.equals(edit.to())) {
            throw new Misfit(edit.attribute() + " of " + named(spot.element()) + " was changed since, it is " + quoted(present)
                    + " now, not " + quoted(edit.from()));
        }
    }

    private void reorder(Edit.Reordered edit) {
        Spot spot = find(edit.path()).orElseThrow(() -> new Misfit(nameOf(edit.path()) + " is gone"));
        List<Element> children = spot.element().children();
        List<String> present = children.stream().map(CibPath::step).filter(edit.from()::contains).toList();
        if (present.equals(edit.to())) {
            return;
        }
        if (!present.equals(edit.from())) {
            throw new Misfit("the order of what is in " + spot.element() + " was changed since");
        }
        var arranged = new ArrayList<Element>();
        int next = 0;
        for (Element child : children) {
            if (edit.from().contains(CibPath.step(child))) {
                String step = edit.to().get(next++);
                arranged.add(children.stream().filter(each -> CibPath.step(each).equals(step)).findFirst().orElseThrow());
            } else {
                arranged.add(child);
            }
        }
        tree = spot.replace(spot.element().withChildren(arranged));
        effective++;
    }

    private void add(Edit.Added edit) {
        Element element = edit.element();
        Spot parent = find(edit.parent()).or(() -> newSection(edit.parent()))
                .orElseThrow(() -> new Misfit(nameOf(edit.parent()) + ", where " + element + " belongs, is gone"));
        Optional<Element> same = parent.element().children().stream().filter(each -> sameStep(each, element)).findFirst();
        if (same.isPresent() && same.get().equals(element)) {
            return;
        }
        if (same.isPresent()) {
            throw new Misfit(element + " exists again, with other content");
        }
        elsewhere(element).ifPresent(spot -> {
            throw new Misfit("the id " + element.id() + " is in use by " + spot.element() + " in " + around(spot));
        });
        var children = new ArrayList<>(parent.element().children());
        children.add(Math.min(edit.position(), children.size()), element);
        tree = parent.replace(parent.element().withChildren(children));
        effective++;
    }

    /** A section that is gone, or was never there, is made again. */
    private Optional<Spot> newSection(String path) {
        List<String> tags = CibPath.parse(path).plainTags();
        if (tags.size() != 3 || !tags.subList(0, 2).equals(List.of("cib", "configuration"))) {
            return Optional.empty();
        }
        find("/cib/configuration").ifPresent(configuration ->
                tree = configuration.replace(configuration.element().plus(Element.of(tags.getLast()))));
        return find(path);
    }

    private Optional<Spot> find(String path) {
        return CibPath.parse(path).find(tree);
    }

    /** Another element of the configuration with this element's id; references to it have the same id too and do not count. */
    private Optional<Spot> elsewhere(Element element) {
        return element.id() == null ? Optional.empty() : find("/cib/configuration").flatMap(configuration ->
                configuration.search(each -> Objects.equals(each.id(), element.id()) && each.is(element.name())));
    }

    private static boolean sameStep(Element one, Element other) {
        return CibPath.step(one).equals(CibPath.step(other));
    }

    private static String around(Spot spot) {
        return spot.parent().map(parent -> parent.element().toString()).orElse("the CIB");
    }

    private static String named(Element element) {
        return element.get("name") == null || element.id() == null ? element.toString()
                : "\"" + element.get("name") + "\" (" + element + ")";
    }

    private static String nameOf(String path) {
        return "<" + path.substring(path.lastIndexOf('/') + 1).replace("[@id=", " id=").replace("]", "") + ">";
    }

    private static String quoted(Optional<String> value) {
        return value.map(text -> '"' + text + '"').orElse("absent");
    }

    /** Why the edits cannot be made; never leaves this class. */
    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misfit(String sentence) {
            super(sentence);
        }
    }
}
