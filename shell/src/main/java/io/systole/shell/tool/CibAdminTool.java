package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.patch.CibDigest;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.client.LimitedConnection;
import io.systole.shell.client.SystemGroups;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code cibadmin}: the CIB as XML, to read and to change. The XML of {@code -x} and {@code -p} comes with the call. */
final class CibAdminTool implements Tool {
    private static final List<String> DANGEROUS = List.of("erase", "upgrade", "delete-all");

    @Override
    public String name() {
        return "cibadmin";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(CibAdminHelp.OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = CibAdminHelp.OPTIONS.parse(call.arguments()).withoutOperands();
        if (options.value("user").isPresent()) {
            // Who is limited himself stays so behind this connection.
            String user = options.value("user").get();
            if (options.has("show-access")) {
                AccessView.print(context.connection().cib(), SystemGroups.subject(user), out);
                return ExitStatus.OK;
            }
            return run(call.by(user), context.with(new LimitedConnection(context.connection(), SystemGroups.subject(user))), options, out,
                    err);
        }
        if (options.has("show-access")) {
            throw new UsageException("whose access is to be shown? Use -Q -S -U USER");
        }
        return run(call, context, options, out, err);
    }

    private ExitStatus run(ToolCall call, ToolContext context, Options options, PrintWriter out, PrintWriter err) {
        String command = CibWishes.COMMANDS.stream().filter(options::has).findFirst().orElse("");
        List<String> others = CibWishes.COMMANDS.stream().filter(options::has).filter(each -> !each.equals(command)).toList();
        if (!others.isEmpty() || !command.isEmpty() && options.has("query")) {
            throw new UsageException("--" + command + " and --" + (others.isEmpty() ? "query" : others.getFirst())
                    + " cannot be wished in one call");
        }
        try {
            if (!command.isEmpty()) {
                return change(command, call, context, options, out, err);
            }
            return withoutChange(call, context, options, out, err);
        } catch (CibParseException bad) {
            err.println("cibadmin: " + bad.getMessage());
            return ExitStatus.BAD_DATA;
        } catch (CallFailed failed) {
            return failed.print(name(), err);
        }
    }

    private static ExitStatus withoutChange(ToolCall call, ToolContext context, Options options, PrintWriter out, PrintWriter err) {
        if (options.has("sync")) {
            out.println("There is nothing to do: the DC keeps the copies of all members equal, and each gets what it lacks by itself.");
        } else if (options.has("empty")) {
            Cib empty = Cib.empty();
            out.print(CibWriter.text(Element.of("cib", "crm_feature_set", empty.root().get("crm_feature_set"),
                    "validate-with", empty.root().get("validate-with"), "epoch", "1", "num_updates", "0", "admin_epoch", "0")
                    .withChildren(empty.root().children())));
        } else if (options.has("md5-sum")) {
            err.print("Digest: ");
            out.println(onDiskDigest(data(call, options)));
        } else if (options.has("md5-sum-versioned")) {
            Element data = data(call, options);
            err.print("Versioned (" + data.get("crm_feature_set", "") + ") digest: ");
            out.println(CibDigest.of(data));
        } else {
            new CibQuery(context.connection().cib(), options).print(out);
        }
        return ExitStatus.OK;
    }

    private static ExitStatus change(String command, ToolCall call, ToolContext context, Options options, PrintWriter out,
            PrintWriter err) {
        if (DANGEROUS.contains(command) && !options.has("force")) {
            err.println("The supplied command is considered dangerous.  To prevent accidental destruction of the cluster, the --force flag"
                    + " is required in order to proceed.");
            return ExitStatus.UNSAFE;
        }
        boolean alone = CibWishes.needsNoData(command, options);
        List<CibChange> wishes = new CibWishes(context.connection().cib(), options).of(command, alone ? null : data(call, options));
        if (wishes.isEmpty()) {
            return ExitStatus.OK;
        }
        ClusterReply reply = context.connection().submit(new ClusterRequest.ChangeCib(wishes, call.user(), "cibadmin",
                options.has("force")));
        if (!reply.ok()) {
            CallFailed failed = CallFailed.of(reply);
            failed.print("cibadmin", err);
            if (reply.outcome() == ClusterReply.Outcome.EXISTS) {
                out.print(CibWriter.text(existing(wishes.getFirst())));
            }
            return failed.status();
        }
        return ExitStatus.OK;
    }

    /** What a creation that was refused looks like to programs. */
    private static Element existing(CibChange wish) {
        Element element = wish instanceof CibChange.Create create ? create.element() : Element.of("unknown");
        return Element.of("failed").plus(Element.of("failed_update", "id", element.id(), "object_type", element.name(),
                "operation", "cib_create", "reason", "File exists").plus(element));
    }

    private static Element data(ToolCall call, Options options) {
        String xml = options.value("xml-text").orElse(call.input());
        if (xml == null) {
            throw new UsageException("Please supply XML to process with -X, -x or -p");
        }
        return CibReader.element(xml);
    }

    /** What stands in Pacemaker's {@code cib.xml.sig}: the MD5 of a blank, the XML in one line, and a newline (F.7). */
    private static String onDiskDigest(Element element) {
        try {
            byte[] text = (" " + CibWriter.line(element) + "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The version that makes a configuration win over this one everywhere. */
    static CibVersion above(Cib cib, long epoch) {
        return new CibVersion(cib.version().adminEpoch() + 1, epoch, 0);
    }
}
