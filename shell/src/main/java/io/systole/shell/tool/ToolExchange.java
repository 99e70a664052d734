package io.systole.shell.tool;

import io.systole.core.cib.acl.Subject;
import io.systole.shell.client.SystemGroups;
import io.systole.shell.command.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * What the {@code sh} front and the daemon say to each other over the node's socket: {@code POST /v1/tools/TOOL}.
 *
 * <p>The request is a form ({@code application/x-www-form-urlencoded}, what {@code curl --data-urlencode} sends): a field
 * {@code arg} for each argument in order, {@code stdin} if there is input, {@code env.NAME} for variables, {@code user} and
 * {@code cols}. The answer is made for a shell that can only {@code read} a line and count bytes: a line of three numbers
 * (exit code, bytes of output, bytes of errors), then the output, then the errors.
 */
public final class ToolExchange {
    private final Tools tools;

    /** An exchange that runs these tools. */
    public ToolExchange(Tools tools) {
        this.tools = tools;
    }

    /** The answer to somebody whom no ACL limits, see {@link #answer(String, byte[], String)}. */
    public byte[] answer(String tool, byte[] form) {
        return answer(tool, form, "root");
    }

    /**
     * Runs the tool that the form asks for. May block as long as the tool needs the cluster; never call it on the node's loop.
     *
     * @param tool the last part of the path
     * @param form the body of the request
     * @param user who asks, as the operating system vouches for it; only root and hacluster may call themselves otherwise
     * @return the body of the answer; its HTTP status is always 200
     */
    public byte[] answer(String tool, byte[] form, String user) {
        ToolResult result;
        try {
            ToolCall call = parse(tool, new String(form, StandardCharsets.UTF_8));
            Subject subject = SystemGroups.subject(user);
            result = subject.unlimited() ? tools.run(call) : tools.as(subject).run(call.by(user));
        } catch (IllegalArgumentException malformed) {
            String message = tool + ": the request is not a form that this daemon understands (" + malformed.getMessage() + ")\n";
            result = new ToolResult(ExitStatus.BAD_DATA.code(), "", message);
        }
        return frame(result);
    }

    /** The answer for a result. */
    static byte[] frame(ToolResult result) {
        byte[] output = result.output().getBytes(StandardCharsets.UTF_8);
        byte[] errors = result.errors().getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(output.length + errors.length + 32);
        bytes.writeBytes((result.exitCode() + " " + output.length + " " + errors.length + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(output);
        bytes.writeBytes(errors);
        return bytes.toByteArray();
    }

    private static ToolCall parse(String tool, String form) {
        var arguments = new ArrayList<String>();
        var environment = new TreeMap<String, String>();
        String input = null;
        String user = "root";
        int columns = 0;
        for (String field : form.split("&")) {
            if (field.isBlank()) {
                continue;
            }
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8);
            switch (name) {
                case "arg" -> arguments.add(value);
                case "stdin" -> input = value;
                case "user" -> user = value;
                case "cols" -> columns = Integer.parseInt(value.isEmpty() ? "0" : value);
                default -> {
                    if (!name.startsWith("env.")) {
                        throw new IllegalArgumentException("unknown field " + name);
                    }
                    environment.put(name.substring("env.".length()), value);
                }
            }
        }
        return new ToolCall(tool, arguments, input, environment, user, columns);
    }
}
