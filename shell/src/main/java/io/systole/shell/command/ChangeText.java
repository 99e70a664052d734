package io.systole.shell.command;

import io.systole.core.cib.CibChange;
import io.systole.core.cib.xml.CibWriter;

/** A wish to change the CIB in one line, for people. */
final class ChangeText {
    private ChangeText() {}

    static String of(CibChange change) {
        return switch (change) {
            case CibChange.Create create -> "+ " + CibWriter.line(create.element()).strip();
            case CibChange.Modify modify -> "~ " + CibWriter.line(modify.element()).strip();
            case CibChange.Replace replace -> "~ " + CibWriter.line(replace.element()).strip();
            case CibChange.Delete delete -> "- " + delete.path();
            case CibChange.Undo undo -> "~ what leads back from " + undo.undone();
            case CibChange.ApplyPatch patch -> "~ patch from " + patch.patch().source() + " to " + patch.patch().target();
        };
    }
}
