package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.cib.xml.CibDocument;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where the CIB of a simulation comes from: the live cluster, a file, or standard input (reference: T-81, T-84). */
final class SimulateInput {
    private final SimulateArguments arguments;
    private final ToolCall call;
    private final ToolContext context;

    SimulateInput(SimulateArguments arguments, ToolCall call, ToolContext context) {
        this.arguments = arguments;
        this.call = call;
        this.context = context;
    }

    /** The file that {@code -X} writes back to; empty if the input is none. */
    Optional<String> file() {
        return arguments.has("live-check") || arguments.has("xml-pipe") ? Optional.empty()
                : arguments.value("xml-file").filter(file -> !file.equals("-"));
    }

    /**
     * The CIB.
     *
     * @throws BadInput if there is none, or nothing that is one
     */
    Cib read() {
        if (arguments.has("live-check")) {
            return context.connection().cib();
        }
        String name = file().orElse("standard input");
        try {
            CibDocument document = CibReader.document(bytes());
            Cib cib = document.cib();
            List<Problem> broken = CibValidator.checkGrammar(document);
            if (!broken.isEmpty()) {
                throw new BadInput(ExitStatus.CONFIGURATION, name + ": " + broken.getFirst().place() + ": " + broken.getFirst().text()
                        + (broken.size() > 1 ? " (and " + (broken.size() - 1) + " more; crm_verify tells all)" : ""));
            }
            return cib;
        } catch (CibParseException bad) {
            throw new BadInput(ExitStatus.BAD_DATA, name + ": " + bad.getMessage());
        } catch (IOException unreadable) {
            throw new BadInput(ExitStatus.BAD_DATA, "cannot read the input: " + IoSentence.of(unreadable));
        }
    }

    private byte[] bytes() throws IOException {
        if (call.input() != null) {
            return call.input().getBytes(StandardCharsets.UTF_8);
        }
        LocalFiles files = context.files()
                .orElseThrow(() -> new UsageException("there is no input here; use -L for the cluster's own configuration"));
        return file().isPresent() ? files.read(file().get()) : files.standardInput();
    }

    /** There is no usable input. */
    static final class BadInput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final ExitStatus status;

        BadInput(ExitStatus status, String sentence) {
            super(sentence);
            this.status = status;
        }

        /** What kind of bad it is. */
        ExitStatus status() {
            return status;
        }
    }
}
