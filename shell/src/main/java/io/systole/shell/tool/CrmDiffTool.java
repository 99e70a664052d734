package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.Element;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.cib.patch.CibDigest;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code crm_diff}: the difference of two CIBs as a patch, or a CIB with a patch applied. Works on the caller's files. */
final class CrmDiffTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_diff - compare two CIBs, or apply a patch to one
            Usage: crm_diff -o FILE|-O XML (-n FILE|-N XML|-s | -p PATCH) [-c] [-u]

             -o, --original=FILE          the CIB to begin with
             -O, --original-string=XML    the same as text
             -n, --new=FILE               the CIB to compare with
             -N, --new-string=XML         the same as text
             -s, --stdin                  the CIB to compare with comes from standard input
             -p, --patch=FILE             apply this patch to the original and print the outcome ("-": from standard input); patches of
                                          the format before Pacemaker 1.1.12 are read too
             -c, --cib                    the patch is for a cluster: with the digest of the outcome; applied only if the versions fit
             -u, --no-version             leave the versions out of the patch, so that it fits any CIB that has the same content

            Exit code: 0 no difference, or the patch was applied; 1 the CIBs differ, or the patch does not fit; 65 unreadable XML
            """);

    @Override
    public String name() {
        return "crm_diff";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        if (options.has("cib") && options.has("no-version")) {
            throw new UsageException("--cib and --no-version exclude each other: a patch for a cluster has versions");
        }
        LocalFiles files = context.files().orElseThrow(() -> new UsageException("there are no files here"));
        try {
            Cib from = Cib.of(xml(options, files, "original").orElseThrow(() -> new UsageException("which CIB? Use -o FILE or -O XML")));
            if (options.value("patch").isPresent()) {
                return apply(CibReader.element(bytes(files, options.value("patch").get())), from, options.has("cib"), out, err);
            }
            Cib to = Cib.of(options.has("stdin") ? CibReader.element(files.standardInput())
                    : xml(options, files, "new").orElseThrow(() -> new UsageException("compare with what? Use -n FILE, -N XML, -s or -p")));
            return compare(from, to, options, out);
        } catch (IOException unreadable) {
            err.println("crm_diff: " + IoSentence.of(unreadable));
            return ExitStatus.NO_INPUT;
        } catch (CibParseException | IllegalArgumentException bad) {
            err.println("crm_diff: " + bad.getMessage());
            return ExitStatus.BAD_DATA;
        }
    }

    private static Optional<Element> xml(Options options, LocalFiles files, String name) throws IOException {
        if (options.value(name + "-string").isPresent()) {
            return options.value(name + "-string").map(CibReader::element);
        }
        return options.value(name).isEmpty() ? Optional.empty()
                : Optional.of(CibReader.element(bytes(files, options.value(name).get())));
    }

    private static byte[] bytes(LocalFiles files, String name) throws IOException {
        return name.equals("-") ? files.standardInput() : files.read(name);
    }

    private static ExitStatus compare(Cib from, Cib to, Options options, PrintWriter out) {
        CibPatch patch = CibDiff.between(from, to);
        if (CibDiff.isEmpty(patch)) {
            return ExitStatus.OK;
        }
        Element diff = options.has("no-version") ? withoutVersions(patch.diff()) : patch.diff();
        out.print(CibWriter.text(options.has("cib") ? diff.with("digest", CibDigest.of(to)) : diff));
        return ExitStatus.ERROR;
    }

    /** Without {@code --cib} versions do not matter: the outcome has that of the patch, or keeps its own if there is none. */
    private static ExitStatus apply(Element given, Cib from, boolean strict, PrintWriter out, PrintWriter err) {
        Element diff = CibDiff.secondFormat(given, from);
        CibPatch wished = CibDiff.read(diff, from);
        boolean versioned = diff.child("version").isPresent();
        CibPatch patch = strict ? wished : CibDiff.read(withoutVersions(diff).with("digest", null), from);
        switch (CibDiff.apply(patch, from)) {
            case EditResult.Refused refused -> {
                err.println("crm_diff: " + refused.sentence());
                return refused.reason() == EditResult.Reason.OLD_VERSION ? ExitStatus.OLD_VERSION : ExitStatus.ERROR;
            }
            case EditResult.Changed changed -> {
                Cib outcome = strict ? changed.cib() : changed.cib().withVersion(versioned ? wished.target() : from.version());
                out.print(CibWriter.text(outcome));
                return ExitStatus.OK;
            }
        }
    }

    private static Element withoutVersions(Element diff) {
        List<Element> changes = diff.children().stream().filter(child -> !child.is("version")).toList();
        return diff.withChildren(changes);
    }
}
