package io.systole.node.disk;

import io.systole.core.spi.SharedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared disk, used by one thread of its own. Opened for each access, so that a device that comes back is found again. Thread-safe;
 * answers come on the loop.
 */
public final class DiskThread implements SharedDisk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskThread.class);

    private final Path path;
    private final Consumer<Runnable> loop;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("shared disk").factory());

    /**
     * A disk that can be opened now.
     *
     * @param loop runs a task on the node's loop
     * @throws IOException if it cannot be opened; the message names it
     */
    public DiskThread(Path path, Consumer<Runnable> loop) throws IOException {
        SlotFile.open(path).close();
        this.path = path;
        this.loop = loop;
    }

    @Override
    public void read(int slot, Consumer<Reading> answer) {
        onThread(() -> {
            Reading reading;
            try (SlotFile file = SlotFile.open(path)) {
                reading = new Content(file.read(slot));
            } catch (IOException failed) {
                reading = new Failure(sentence(failed));
            }
            Reading found = reading;
            loop.accept(() -> answer.accept(found));
        });
    }

    @Override
    public void write(int slot, SortedMap<String, String> content, Consumer<Optional<String>> answer) {
        onThread(() -> {
            Optional<String> trouble = Optional.empty();
            try (SlotFile file = SlotFile.open(path)) {
                file.write(slot, content);
            } catch (IOException failed) {
                trouble = Optional.of(sentence(failed));
            }
            Optional<String> said = trouble;
            loop.accept(() -> answer.accept(said));
        });
    }

    private void onThread(Runnable access) {
        try {
            thread.execute(access);
        } catch (RejectedExecutionException closed) {
            // Like a disk that hangs: nobody is answered.
            LOG.debug("the shared disk {} is closed", path);
        }
    }

    private String sentence(IOException failed) {
        String what = String.valueOf(failed.getMessage());
        return what.contains(path.toString()) ? what : path + ": " + what;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
