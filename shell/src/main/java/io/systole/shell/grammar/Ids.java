package io.systole.shell.grammar;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Makes ids for the parts of an object as crmsh does: the base if it is free, else {@code base-0}, {@code base-1}… */
final class Ids {
    private final Predicate<String> taken;
    private final Set<String> made = new HashSet<>();
    private final Set<String> given = new HashSet<>();

    /** With a test whether an id is used elsewhere in the CIB. */
    Ids(Predicate<String> taken) {
        this.taken = taken;
    }

    String make(String base) {
        String legal = base.replace('#', '.');
        if (legal.matches("[0-9]+(-.*)?")) {
            legal = "num-" + legal;
        }
        String id = legal;
        for (int i = 0; taken.test(id) || made.contains(id) || given.contains(id); i++) {
            id = legal + "-" + i;
        }
        made.add(id);
        return id;
    }

    /** Notes an id that the user gave. */
    String use(String id) {
        given.add(id);
        return id;
    }

    /** The ids that were made up. */
    Set<String> made() {
        return made;
    }
}
