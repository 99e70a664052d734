package io.systole.shell.tool;

import io.systole.shell.client.LocalFiles;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What {@code --output-to} means: a file of the caller instead of standard output. */
final class OutputFile {
    private OutputFile() {}

    /** Writes all of an output into the file; {@code -} is standard output. */
    static ExitStatus write(String tool, String file, String text, ToolContext context, PrintWriter out, PrintWriter err) {
        if (file.equals("-")) {
            out.print(text);
            return ExitStatus.OK;
        }
        LocalFiles files = context.files().orElseThrow(() -> new UsageException("--output-to: the daemon writes no files"));
        try {
            files.publish(file, text.getBytes(StandardCharsets.UTF_8));
            return ExitStatus.OK;
        } catch (IOException failed) {
            err.println(tool + ": --output-to: " + IoSentence.of(failed));
            return ExitStatus.CANNOT_CREATE;
        }
    }
}
