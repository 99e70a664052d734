package io.systole.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A real disk whose n-th changing call fails; a write that fails has written half. Afterwards all fail, as after a crash. */
final class FailingDisk implements Disk {
    private final Disk disk = new PosixDisk();
    private int failsAt = Integer.MAX_VALUE;
    private int calls;

    /** From now on the n-th call fails, and all after it. */
    FailingDisk failAt(int call) {
        failsAt = call;
        calls = 0;
        return this;
    }

    /** How many changing calls there were. */
    int calls() {
        return calls;
    }

    private boolean fails() {
        return ++calls >= failsAt;
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        if (fails()) {
            disk.write(file, Arrays.copyOf(content, content.length / 2));
            throw full();
        }
        disk.write(file, content);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        if (fails()) {
            throw full();
        }
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        if (fails()) {
            throw full();
        }
        disk.delete(file);
    }

    @Override
    public void sync(Path directory) throws IOException {
        if (fails()) {
            throw full();
        }
        disk.sync(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }
}
