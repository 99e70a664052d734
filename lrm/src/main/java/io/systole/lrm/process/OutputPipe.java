package io.systole.lrm.process;

import java.io.File;
import java.io.IOException;

/**
 * A pipe of our own for one output stream of a program. Java's own process pipes will not do: at exit Java reads them
 * until nothing is left, which with a chatty grandchild never happens and fills the memory.
 *
 * <p>Nothing here blocks. A writer that still holds the pipe after {@link #close} gets SIGPIPE or EPIPE at its next word,
 * as it would under Pacemaker. One thread at a time.
 */
final class OutputPipe implements AutoCloseable {
    private static final int CHUNKS_A_TURN = 16;
    private static final int CLOSED = -1;

    private final CapturedOutput captured = new CapturedOutput();
    private int readEnd;
    private int writeEnd;

    private OutputPipe(int readEnd, int writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    static OutputPipe open() throws IOException {
        int[] ends = Libc.pipe();
        Libc.neverWait(ends[0]);
        return new OutputPipe(ends[0], ends[1]);
    }

    /** Where a program's stream is to be redirected to. */
    ProcessBuilder.Redirect target() {
        return ProcessBuilder.Redirect.to(new File("/proc/self/fd/" + writeEnd));
    }

    /** The descriptor of its reading end. */
    int readEnd() {
        return readEnd;
    }

    /** The descriptor of its writing end; closed by {@link #launched}. */
    int writeEnd() {
        return writeEnd;
    }

    /** After the launch the writing end belongs to the program alone. */
    void launched() {
        if (writeEnd != CLOSED) {
            Libc.close(writeEnd);
            writeEnd = CLOSED;
        }
    }

    /** Takes what is there, in bounded portions; true if there was something. */
    boolean drain() {
        int chunks = 0;
        while (chunks < CHUNKS_A_TURN && readOnce()) {
            chunks++;
        }
        return chunks > 0;
    }

    private boolean readOnce() {
        byte[] read = Libc.read(readEnd);
        captured.add(read, read.length);
        return read.length > 0;
    }

    String text() {
        return captured.text();
    }

    @Override
    public void close() {
        launched();
        if (readEnd != CLOSED) {
            Libc.close(readEnd);
            readEnd = CLOSED;
        }
    }
}
