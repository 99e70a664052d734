package io.systole.lrm.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * A pipe of our own for one output stream of a program. Java's own process pipes will not do: at exit Java reads them
 * until nothing is left, which with a chatty grandchild never happens and fills the memory.
 *
 * <p>Nothing here blocks. A writer that still holds the pipe after {@link #close} gets SIGPIPE or EPIPE at its next word,
 * as it would under Pacemaker.
 */
final class OutputPipe implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CHUNKS_A_TURN = 16;

    private final FileInputStream reader;
    private final CapturedOutput captured = new CapturedOutput();
    private final byte[] buffer = new byte[CHUNK_BYTES];
    private int writeEnd;

    private OutputPipe(FileInputStream reader, int writeEnd) {
        this.reader = reader;
        this.writeEnd = writeEnd;
    }

    static OutputPipe open() throws IOException {
        int[] ends = Libc.pipe();
        try {
            // Opened anew by its name, so that an ordinary Java stream owns the reading end.
            return new OutputPipe(new FileInputStream(path(ends[0])), ends[1]);
        } catch (IOException e) {
            Libc.close(ends[1]);
            throw e;
        } finally {
            Libc.close(ends[0]);
        }
    }

    /** Where a program's stream is to be redirected to. */
    ProcessBuilder.Redirect target() {
        return ProcessBuilder.Redirect.to(new File(path(writeEnd)));
    }

    /** The descriptor of its writing end; closed by {@link #launched}. */
    int writeEnd() {
        return writeEnd;
    }

    private static String path(int fileDescriptor) {
        return "/proc/self/fd/" + fileDescriptor;
    }

    /** After the launch the writing end belongs to the program alone. */
    void launched() {
        if (writeEnd >= 0) {
            Libc.close(writeEnd);
            writeEnd = -1;
        }
    }

    /** Takes what is there, in bounded portions; true if there was something. */
    boolean drain() throws IOException {
        int chunks = 0;
        while (chunks < CHUNKS_A_TURN && readOnce()) {
            chunks++;
        }
        return chunks > 0;
    }

    private boolean readOnce() throws IOException {
        int available = Math.min(reader.available(), CHUNK_BYTES);
        int read = available > 0 ? reader.read(buffer, 0, available) : 0;
        if (read > 0) {
            captured.add(buffer, read);
        }
        return read > 0;
    }

    String text() {
        return captured.text();
    }

    @Override
    public void close() throws IOException {
        launched();
        reader.close();
    }
}
