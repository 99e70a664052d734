package io.systole.shell.client;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.Increment;
import io.systole.core.cib.Cib;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.edit.VersionPolicy;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.controller.status.NodeIds;
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
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Path file;
    private final String name;

    /** The CIB in this file. */
    public OfflineFile(Path file) {
        this(file, "the CIB file " + file);
    }

    /** The CIB in this file, which people know by another name. */
    public OfflineFile(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    @Override
    public Cib cib() {
        try {
            return CibReader.cib(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new NotConnectedException("cannot read " + name + ": " + (Files.exists(file) ? unreadable.getMessage() : "there is no "
                    + file));
        } catch (CibParseException bad) {
            throw new NotConnectedException(name + " is not right: " + bad.getMessage());
        }
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.empty();
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        Cib before = cib();
        return switch (request) {
            case ClusterRequest.ChangeCib change -> switch (CibEditor.apply(before, change.changes())) {
                case EditResult.Refused refused -> new ClusterReply(outcome(refused.reason()), refused.sentence(), before.version());
                case EditResult.Changed changed -> accept(before, changed.cib());
            };
            case ClusterRequest.SetAttribute(AttributeUpdate update, boolean _) when !update.secret() -> setAttribute(before, update);
            default -> new ClusterReply(Outcome.NO_DC, "this needs a running cluster, there is only " + name, before.version());
        };
    }

    /** Without a cluster nothing waits: a value is in the status at once, a dampening says nothing. */
    private ClusterReply setAttribute(Cib before, AttributeUpdate update) {
        if (NodeIds.of(before, update.node()).isEmpty()) {
            return new ClusterReply(Outcome.NOT_FOUND, "there is no node \"" + update.node() + "\" in " + name, before.version());
        }
        return switch (update.how()) {
            case VALUE, BOTH -> accept(before, update.value().map(text -> NodeAttributes.set(before, update.node(), update.name(),
                            Increment.apply(NodeAttributes.get(before, update.node(), update.name()), text)))
                    .orElseGet(() -> NodeAttributes.remove(before, update.node(), update.name()::equals)));
            case DELAY, REFRESH -> new ClusterReply(Outcome.OK, "", before.version());
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
            return new ClusterReply(Outcome.FAILED, "cannot write " + name + ": " + failed.getMessage(), cib.version());
        }
    }

    /** Looks at the file now and then: nobody tells of its changes. */
    @Override
    public boolean awaitChange(Cib seen, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (cib().equals(seen)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            try {
                Thread.sleep(Math.min(left, LOOK_AGAIN.toMillis()));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
