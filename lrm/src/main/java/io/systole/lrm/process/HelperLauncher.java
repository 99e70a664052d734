package io.systole.lrm.process;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Launches by Java's own words, through the small programs of a {@link CleanStart}. */
record HelperLauncher(CleanStart cleanStart) implements Launcher {
    @Override
    public Process launch(List<String> words, Map<String, String> environment, OutputPipe output, OutputPipe errors, boolean readsInput)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(cleanStart.prefix().stream(), words.stream()).toList())
                .directory(new File("/"))
                .redirectInput(readsInput ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.target())
                .redirectError(errors.target());
        builder.environment().clear();
        try {
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The small programs end with 126 or 127. */
    @Override
    public boolean tellsFailures() {
        return false;
    }
}
