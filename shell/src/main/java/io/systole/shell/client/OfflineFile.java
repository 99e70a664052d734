package io.systole.shell.client;

import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.edit.VersionPolicy;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterReply.Outcome;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A CIB file instead of a cluster ({@code CIB_file}): changes are written back to it, and nothing ever happens by itself. */
public final class OfflineFile implements ClusterConnection {
    private final Path file;

    /** The CIB in this file. */
    public OfflineFile(Path file) {
        this.file = file;
    }

    @Override
    public Cib cib() {
        try {
            return CibReader.cib(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new NotConnectedException("cannot read the CIB file " + file + ": " + unreadable.getMessage());
        } catch (CibParseException bad) {
            throw new NotConnectedException("the CIB file " + file + " is not right: " + bad.getMessage());
        }
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.empty();
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        Cib before = cib();
        if (!(request instanceof ClusterRequest.ChangeCib change)) {
            return new ClusterReply(Outcome.NO_DC, "this needs a running cluster, there is only the CIB file " + file, before.version());
        }
        return switch (CibEditor.apply(before, change.changes())) {
            case EditResult.Refused refused -> new ClusterReply(outcome(refused.reason()), refused.sentence(), before.version());
            case EditResult.Changed changed -> accept(before, changed.cib());
        };
    }

    private ClusterReply accept(Cib before, Cib after) {
        List<String> wrong = errors(after);
        wrong.removeAll(errors(before));
        if (!wrong.isEmpty()) {
            return new ClusterReply(Outcome.INVALID, String.join("\n", wrong), before.version());
        }
        Cib next = VersionPolicy.next(before, after);
        return next == before ? new ClusterReply(Outcome.OK, "", before.version()) : write(next);
    }

    private static List<String> errors(Cib cib) {
        return CibValidator.check(cib).stream().filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.place() + ": " + problem.text()).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Outcome outcome(EditResult.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Outcome.NOT_FOUND;
            case EXISTS -> Outcome.EXISTS;
            case OLD_VERSION -> Outcome.OLD_VERSION;
            case OUT_OF_STEP -> Outcome.MISFIT;
            case INVALID -> Outcome.INVALID;
        };
    }

    private ClusterReply write(Cib cib) {
        try {
            new DiskFiles().write(file.toString(), CibWriter.bytes(cib.root()));
            return new ClusterReply(Outcome.OK, "", cib.version());
        } catch (IOException failed) {
            return new ClusterReply(Outcome.FAILED, "cannot write the CIB file " + file + ": " + failed.getMessage(), cib.version());
        }
    }

    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        return !cib().equals(seen);
    }
}
