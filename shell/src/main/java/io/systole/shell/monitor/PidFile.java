package io.systole.shell.monitor;

import io.systole.shell.client.LocalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file that says which process writes the status, so that there is one only. */
final class PidFile {
    private final String name;
    private final LocalFiles files;

    PidFile(String name, LocalFiles files) {
        this.name = name;
        this.files = files;
    }

    /** The process that the file names, if it lives and is a {@code crm_mon}: after a crash the number may be another one's. */
    Optional<ProcessHandle> holder() throws IOException {
        if (!files.exists(name)) {
            return Optional.empty();
        }
        String text = new String(files.read(name), StandardCharsets.UTF_8).strip();
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) == ProcessHandle.current().pid()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text)).filter(this::mayBeOne);
    }

    /** {@link ProcessHandle} tells the beginning of a long command line only. */
    private boolean mayBeOne(ProcessHandle process) {
        try {
            return new String(files.read("/proc/" + process.pid() + "/cmdline"), StandardCharsets.UTF_8).contains("crm_mon");
        } catch (IOException unknown) {
            return true;
        }
    }

    void write() throws IOException {
        files.publish(name, (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the file, unless it is another process's by now. */
    void remove() throws IOException {
        String mine = Long.toString(ProcessHandle.current().pid());
        if (files.exists(name) && new String(files.read(name), StandardCharsets.UTF_8).strip().equals(mine)) {
            files.delete(name);
        }
    }
}
