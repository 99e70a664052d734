package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.simulate.DotGraph;
import io.systole.core.simulate.Simulation;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The files that a simulation leaves (reference: T-79, T-80, T-84). */
final class SimulateArtifacts {
    private final SimulateArguments arguments;
    private final Optional<LocalFiles> files;
    private final PrintWriter err;

    SimulateArtifacts(SimulateArguments arguments, Optional<LocalFiles> files, PrintWriter err) {
        this.arguments = arguments;
        this.files = files;
        this.err = err;
    }

    /**
     * Writes the CIBs that were asked for.
     *
     * @param inPlace the input file that gets the result ({@code -X}); empty if none does
     * @return OK, or what kept the first one from being written
     */
    ExitStatus cibs(Simulation simulation, Optional<String> inPlace) {
        ExitStatus status = arguments.value("save-input").map(file -> cib(file, simulation.input())).orElse(ExitStatus.OK);
        if (status == ExitStatus.OK) {
            status = arguments.value("save-output").map(file -> cib(file, simulation.output())).orElse(ExitStatus.OK);
        }
        if (status == ExitStatus.OK && arguments.has("in-place")) {
            status = cib(inPlace.orElseThrow(() -> new UsageException("-X writes back into a file, and there is none; use -x FILE")),
                    simulation.output());
        }
        return status;
    }

    private ExitStatus cib(String file, Cib cib) {
        try {
            disk().write(file, CibWriter.bytes(cib.root()));
            return ExitStatus.OK;
        } catch (IOException failed) {
            err.println("crm_simulate: Could not create '" + file + "': " + reason(failed));
            return failed instanceof AccessDeniedException ? ExitStatus.NO_PRIVILEGES
                    : failed instanceof NoSuchFileException ? ExitStatus.NO_SUCH_OBJECT : ExitStatus.IO_ERROR;
        }
    }

    private static String reason(IOException failed) {
        return failed instanceof AccessDeniedException ? "Permission denied"
                : failed instanceof NoSuchFileException ? "No such file or directory" : IoSentence.of(failed);
    }

    /** Writes the graph as XML and as a drawing. */
    ExitStatus graphs(Schedule schedule) {
        ExitStatus xml = arguments.value("save-graph")
                .map(file -> text(file, CibWriter.text(GraphXml.of(schedule.plan(), schedule.graph())))).orElse(ExitStatus.OK);
        ExitStatus dot = arguments.value("save-dotfile")
                .map(file -> text(file, DotGraph.of(schedule, arguments.has("all-actions"), arguments.has("verbose"))))
                .orElse(ExitStatus.OK);
        return xml == ExitStatus.OK ? dot : xml;
    }

    private ExitStatus text(String file, String text) {
        try {
            disk().write(file, text.getBytes(StandardCharsets.UTF_8));
            return ExitStatus.OK;
        } catch (IOException failed) {
            err.println("crm_simulate: Could not open '" + file + "' for writing: " + reason(failed));
            return ExitStatus.IO_ERROR;
        }
    }

    private LocalFiles disk() {
        return files.orElseThrow(() -> new UsageException("files are not written by the daemon"));
    }
}
