package io.systole.shell.interactive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what a tool has to read: the file that an argument names, or standard input. The {@code sh} front does the same. */
final class InputText {
    private static final List<String> XML_TOOLS = List.of("cibadmin", "crm_verify");

    private final String tool;
    private final List<String> arguments;

    InputText(String tool, List<String> arguments) {
        this.tool = tool;
        this.arguments = arguments;
    }

    /** The text; null if the tool reads nothing. */
    String read(InputStream standardInput, boolean terminal) throws IOException {
        Optional<String> file = file();
        if (file.isPresent() && !file.get().equals("-")) {
            Path path = Path.of(file.get());
            if (!Files.isReadable(path) || Files.isDirectory(path)) {
                throw new IOException("cannot read " + path);
            }
            return Files.readString(path);
        }
        boolean script = tool.equals("crm") && (arguments.isEmpty() || arguments.equals(List.of("configure")));
        return file.isPresent() || script && !terminal ? new String(standardInput.readAllBytes(), StandardCharsets.UTF_8) : null;
    }

    private Optional<String> file() {
        if (tool.equals("crm")) {
            int load = arguments.indexOf("load");
            if (load >= 0 && load + 2 < arguments.size()) {
                return Optional.of(arguments.getLast());
            }
            return arguments.isEmpty() ? Optional.empty() : after("-f").or(() -> after("--file"));
        }
        if (tool.equals("crm_rule")) {
            boolean piped = after("-X").or(() -> after("--xml-text")).filter("-"::equals).isPresent() || arguments.contains("--xml-text=-")
                    || arguments.contains("-X-");
            return piped ? Optional.of("-") : Optional.empty();
        }
        if (XML_TOOLS.contains(tool)) {
            if (arguments.contains("-p") || arguments.contains("--xml-pipe")) {
                return Optional.of("-");
            }
            return after("-x").or(() -> after("--xml-file")).or(() -> arguments.stream()
                    .filter(each -> each.startsWith("--xml-file="))
                    .map(each -> each.substring("--xml-file=".length()))
                    .findFirst());
        }
        return Optional.empty();
    }

    private Optional<String> after(String option) {
        int at = arguments.indexOf(option);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }
}
