package io.systole.lrm.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.exec.ExecuteStreamHandler;

/** Writes the input of a program and closes it. The output goes through {@link OutputPipe}, not through here. */
final class InputFeeder implements ExecuteStreamHandler {
    private final String input;
    private OutputStream sink;

    InputFeeder(String input) {
        this.input = input;
    }

    @Override
    public void setProcessInputStream(OutputStream stream) {
        sink = stream;
    }

    @Override
    public void start() {
        if (!input.isEmpty()) {
            // On a thread of its own: a program that does not read must not hold up the wait for its end.
            Thread.ofVirtual().name("agent input").start(this::write);
        }
    }

    private void write() {
        try (OutputStream stream = sink) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            // The program ended without reading its input; its exit code says what that means.
        }
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        // Redirected to a pipe of our own.
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        // Redirected to a pipe of our own.
    }

    @Override
    public void stop() {
        // Nothing is pumped, so nothing has to end.
    }
}
