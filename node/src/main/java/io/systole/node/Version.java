package io.systole.node;

import java.util.Optional;

/** The version of this program. */
final class Version {
    private Version() {}

    /** As in the manifest of the jar; {@code development} when run from class files. */
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
