package io.systole.node.store;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.validate.CibGeneration;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What one CIB file turned out to be. */
sealed interface FoundCib {
    /** A CIB that can be used; {@code remark} is empty or says in half a sentence what is odd about it. */
    record Good(Cib cib, byte[] content, String remark) implements FoundCib {}

    /** There is no such file. */
    record Absent() implements FoundCib {}

    /**
     * A file that must not be used.
     *
     * @param kind a word for the name under which it is put aside
     * @param trouble the rest of a sentence that begins with the file's name
     * @param remedy what a person can do with the file put aside; empty if nothing; {@code %s} stands for its new name
     */
    record Bad(String kind, String trouble, String remedy) implements FoundCib {}

    /** Reads and judges a file with the digest beside it. */
    static FoundCib inspect(Disk disk, Path file) {
        byte[] content;
        try {
            content = disk.read(file);
        } catch (NoSuchFileException absent) {
            return new Absent();
        } catch (IOException unreadable) {
            return new Bad("unreadable", "cannot be read (" + SafeFiles.reason(unreadable) + ")", "");
        }
        if (content.length == 0) {
            return new Bad("damaged", "is empty", "");
        }
        Cib cib;
        try {
            cib = CibReader.cib(content);
        } catch (CibParseException damaged) {
            return new Bad("damaged", "is damaged (" + damaged.getMessage() + ")", "");
        }
        String generation = cib.root().get("validate-with", CibGeneration.NONE);
        if (!CibGeneration.known(generation)) {
            return new Bad("newer", "is of generation " + generation + ", which this program does not know",
                    "use a newer release of Systole to read %s");
        }
        Optional<String> mistake = CibVersion.mistake(cib.root());
        if (mistake.isPresent()) {
            return new Bad("damaged", mistake.get(), "");
        }
        return judgeDigest(disk, file, content, cib);
    }

    private static FoundCib judgeDigest(Disk disk, Path file, byte[] content, Cib cib) {
        Path sidecar = file.resolveSibling(file.getFileName() + DigestSidecar.SUFFIX);
        if (!Files.exists(sidecar)) {
            // Systole writes only what it has checked; this file was put here by other hands.
            Optional<Problem> problem = CibValidator.check(CibReader.document(content)).stream()
                    .filter(each -> each.severity() == Problem.Severity.ERROR).findFirst();
            if (problem.isPresent()) {
                return new Bad("invalid", "is not valid (" + problem.get().place() + ": " + problem.get().text() + ")",
                        "correct it, then load it into the running cluster: crm configure load xml replace %s");
            }
            return new Good(cib, content, "has no digest beside it, so a change by other hands would not be noticed");
        }
        try {
            return DigestSidecar.read(disk.read(sidecar)).fits(content)
                    ? new Good(cib, content, "")
                    : new Bad("changed", "was changed by something other than Systole (its digest does not fit)",
                            "if the change is wanted, load it into the running cluster: crm configure load xml replace %s");
        } catch (IOException unreadable) {
            return new Bad("unverified", "cannot be verified (" + SafeFiles.reason(unreadable) + ")",
                    "if it is right, load it into the running cluster: crm configure load xml replace %s");
        }
    }
}
