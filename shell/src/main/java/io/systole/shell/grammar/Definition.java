package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.List;

/** What a configuration statement says, before it is put into a {@link Draft}. */
sealed interface Definition {
    /** An object that is complete in itself and lives in this section of the configuration. */
    record Whole(String section, Element element) implements Definition {}

    /** A group, clone or master: its own part, and the ids of the resources that move into it. */
    record Container(Element element, List<String> members) implements Definition {
        public Container {
            members = List.copyOf(members);
        }
    }

    /** Cluster properties or defaults: pairs that are merged into the set of the same id in this section. */
    record Options(String section, Element set) implements Definition {}

    /** One more operation for a primitive that exists. */
    record Operation(String resource, Element operation) implements Definition {}
}
