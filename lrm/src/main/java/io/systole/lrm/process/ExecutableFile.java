package io.systole.lrm.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks why a program cannot be run. Where nobody else tells, it is looked at before it is run: afterwards a missing file or interpreter
 * could no longer be told from a program that answers 127 by itself.
 */
public final class ExecutableFile {
    private static final int LONGEST_INTERPRETER_LINE = 256;

    private ExecutableFile() {}

    /** Why this file cannot be run, or empty if it can. */
    public static Optional<ProcessEnd.NotStarted> refuse(Path file) {
        if (!Files.exists(file)) {
            return missing(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            return missing(file + " is not a file");
        }
        if (!Files.isExecutable(file)) {
            return forbidden(file + " is not executable; chmod 755 would make it so");
        }
        return interpreter(file).flatMap(interpreter -> refuseInterpreter(file, interpreter));
    }

    private static Optional<ProcessEnd.NotStarted> refuseInterpreter(Path file, String interpreter) {
        Path program = Path.of(interpreter);
        if (!Files.isRegularFile(program)) {
            return missing("the interpreter of " + file + " does not exist: " + interpreter);
        }
        return Files.isExecutable(program) ? Optional.empty()
                : forbidden("the interpreter of " + file + " is not executable: " + interpreter);
    }

    private static Optional<String> interpreter(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(LONGEST_INTERPRETER_LINE), StandardCharsets.ISO_8859_1);
            if (!start.startsWith("#!")) {
                return Optional.empty();
            }
            String line = start.substring(2).lines().findFirst().orElse("").strip();
            return Optional.of(line.split("[ \t]", 2)[0]).filter(word -> !word.isEmpty());
        } catch (IOException e) {
            // Executable but not readable is allowed for programs; the kernel will judge.
            return Optional.empty();
        }
    }

    private static Optional<ProcessEnd.NotStarted> missing(String reason) {
        return Optional.of(new ProcessEnd.NotStarted(ProcessEnd.Cause.MISSING, reason));
    }

    private static Optional<ProcessEnd.NotStarted> forbidden(String reason) {
        return Optional.of(new ProcessEnd.NotStarted(ProcessEnd.Cause.FORBIDDEN, reason));
    }
}
