package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The difference of two configurations as wishes that touch only what differs, so that changes of other people survive, also those of
 * which the copy at hand does not know yet.
 */
public final class ConfigurationChanges {
    /** Its sets are made by whoever comes first, the DC or a user, and both mean the same set. */
    private static final String PROPERTIES = "/cib/configuration/crm_config";

    private final List<CibChange> deletions = new ArrayList<>();
    private final List<CibChange> others = new ArrayList<>();

    private ConfigurationChanges() {}

    /** What leads from one to the other; deletions come first, so that a resource can move from one place to another. */
    public static List<CibChange> between(Cib before, Cib after) {
        var changes = new ConfigurationChanges();
        changes.sections(before.configuration(), after.configuration());
        var all = new ArrayList<>(changes.deletions);
        all.addAll(changes.others);
        return List.copyOf(all);
    }

    private void sections(Element before, Element after) {
        for (Element section : after.children()) {
            Optional<Element> old = before.child(section.name());
            if (old.isEmpty()) {
                others.add(new CibChange.Modify("/cib/configuration", section, true));
            } else if (!old.get().equals(section)) {
                objects("/cib/configuration/" + section.name(), old.get(), section);
            }
        }
        for (Element old : before.children()) {
            if (after.child(old.name()).isEmpty()) {
                deletions.add(new CibChange.Delete("/cib/configuration/" + old.name()));
            }
        }
    }

    /** As deep as all children have ids: two people may change two pairs of one set at the same time. */
    private void objects(String path, Element before, Element after) {
        boolean identified = Stream.concat(before.children().stream(), after.children().stream())
                .allMatch(each -> each.id() != null && !each.id().contains("'"));
        if (!identified || !before.attributes().equals(after.attributes()) || before.is("fencing-topology") || reordered(before, after)) {
            others.add(new CibChange.Replace(after));
            return;
        }
        for (Element old : before.children()) {
            if (after.child(old.name(), old.id()).isEmpty()) {
                deletions.add(new CibChange.Delete(path + "/" + old.name() + "[@id='" + old.id() + "']"));
            }
        }
        for (Element object : after.children()) {
            Optional<Element> old = before.child(object.name(), object.id());
            if (old.isEmpty()) {
                others.add(path.equals(PROPERTIES) ? new CibChange.Modify(path, object, true) : new CibChange.Create(path, object));
            } else if (!old.get().equals(object)) {
                objects(path + "/" + object.name() + "[@id='" + object.id() + "']", old.get(), object);
            }
        }
    }

    /** True if creating what is new at the end would not give the wanted order. */
    private static boolean reordered(Element before, Element after) {
        var kept = before.children().stream()
                .filter(old -> after.child(old.name(), old.id()).isPresent())
                .map(old -> old.name() + " " + old.id())
                .toList();
        var wanted = after.children().stream().map(each -> each.name() + " " + each.id()).toList();
        return !wanted.subList(0, Math.min(kept.size(), wanted.size())).equals(kept);
    }
}
