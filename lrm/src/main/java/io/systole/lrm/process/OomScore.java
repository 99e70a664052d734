package io.systole.lrm.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * How readily the kernel ends this process when memory runs out, which its children inherit. Its file stays open, since it is asked and
 * changed for each of them. Thread-safe.
 */
final class OomScore {
    static final String FILE = "/proc/self/oom_score_adj";
    private static final int LONGEST = 16;

    private RandomAccessFile file;

    synchronized int get() throws IOException {
        var digits = new byte[LONGEST];
        int count = begin().read(digits);
        try {
            return Integer.parseInt(new String(digits, 0, Math.max(0, count), StandardCharsets.US_ASCII).strip());
        } catch (NumberFormatException e) {
            throw new IOException(FILE + " has no number", e);
        }
    }

    synchronized void set(int score) throws IOException {
        begin().write(Integer.toString(score).getBytes(StandardCharsets.US_ASCII));
    }

    private RandomAccessFile begin() throws IOException {
        if (file == null) {
            file = new RandomAccessFile(FILE, "rw");
        }
        file.seek(0);
        return file;
    }
}
