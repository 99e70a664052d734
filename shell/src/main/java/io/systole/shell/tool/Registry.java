package io.systole.shell.tool;

import java.util.List;

/** The one list of tools. */
final class Registry {
    static final List<Tool> ALL = List.of();

    private Registry() {}
}
