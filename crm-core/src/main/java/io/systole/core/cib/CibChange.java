package io.systole.core.cib;

import java.util.List;

/**
 * A wish to change the CIB, in the words of {@code cibadmin}. Applying it is a pure function; validation of the outcome
 * and the new version number are the caller's business.
 */
public sealed interface CibChange {
    /** Adds one element below the element that {@code parentPath} selects ({@code /cib/configuration/resources}). */
    record Create(String parentPath, Element element) implements CibChange {}

    /** Merges a fragment: elements are found by tag and id, their attributes set, unknown children added, nothing removed. */
    record Modify(String parentPath, Element element, boolean createMissing) implements CibChange {}

    /** Replaces the element of the same tag (and id, if it has one); for {@code <cib>} the whole content. */
    record Replace(Element element) implements CibChange {}

    /** Deletes the element selected by this path, for example {@code /cib/configuration/resources/primitive[@id='web']}. */
    record Delete(String path) implements CibChange {}

    /**
     * Turns an earlier change round; refused if what it has changed was changed again since.
     *
     * @param undone the version that the earlier change led to
     * @param edits what it changed
     */
    record Undo(CibVersion undone, List<Edit> edits) implements CibChange {
        public Undo {
            edits = List.copyOf(edits);
        }
    }

    /** Applies a patch; refused unless the CIB has the patch's source version. */
    record ApplyPatch(CibPatch patch) implements CibChange {}
}
