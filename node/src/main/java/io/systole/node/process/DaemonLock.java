package io.systole.node.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes sure that one daemon runs on a node: a file that is locked as long as the process lives, so a killed daemon leaves
 * no stale lock. The file holds the process id.
 */
public final class DaemonLock implements AutoCloseable {
    private final FileChannel channel;

    private DaemonLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StartException if another process has it, or the file cannot be written
     */
    public static DaemonLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String owner = read(channel);
                channel.close();
                String who = owner.isEmpty() ? "" : ", process " + owner + ",";
                throw new StartException(ExitStatus.ALREADY_RUNNING, "another systoled" + who + " runs on this node with "
                        + file.getParent() + ": stop it first (systoled --stop),"
                        + " or give this one directories of its own (--etc, --state, --run, --log)");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new DaemonLock(channel);
        } catch (IOException failed) {
            throw new StartException(ExitStatus.IO, "cannot lock " + file + " (" + failed.getMessage()
                    + "): check the directory and who may write there");
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    }

    /** Gives the lock up; the file stays, since removing it could let two daemons lock two files of one name. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The process ends anyway, and the kernel with it drops the lock.
        }
    }
}
