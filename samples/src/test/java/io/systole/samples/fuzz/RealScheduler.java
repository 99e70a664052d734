package io.systole.samples.fuzz;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.samples.lab.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The {@code crm_simulate} of an installed Pacemaker. For one thread. */
final class RealScheduler {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ABORTED = 128 + 6;

    private final Path input;
    private final Path output;

    /** It reads and writes in this directory. */
    RealScheduler(Path directory) {
        this.input = directory.resolve("cib.xml");
        this.output = directory.resolve("graph.xml");
    }

    /** What the installed program calls itself; empty if there is none. */
    static Optional<String> version() {
        Command.Result result = Command.of("crm_simulate", "--version").run();
        return result.ok() && result.output().startsWith("Pacemaker") ? result.output().lines().findFirst() : Optional.empty();
    }

    /**
     * Its transition graph.
     *
     * @throws Refused if it does not take the CIB
     */
    Element graph(Cib cib) {
        try {
            Files.write(input, CibWriter.bytes(cib.root()));
            Files.deleteIfExists(output);
            Command.Result result = Command.of("crm_simulate", "-x", input.toString(), "-G", output.toString(), "-Q")
                    .with("TZ", "UTC").with("LC_ALL", "C").within(LIMIT).run();
            if (!result.ok() || !Files.exists(output)) {
                throw new Refused(result.exitCode(), "crm_simulate ended with " + result.exitCode() + ": " + result.output().strip());
            }
            return CibReader.element(Files.readAllBytes(output));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot work in " + input.getParent(), broken);
        }
    }

    /** It did not take the CIB. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int exitCode;

        Refused(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }

        /** One of its own assertions ended it; otherwise it found the CIB wrong. */
        boolean aborted() {
            return exitCode == ABORTED;
        }
    }
}
