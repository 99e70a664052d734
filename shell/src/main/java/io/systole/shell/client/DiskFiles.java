package io.systole.shell.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of this machine. */
public final class DiskFiles implements LocalFiles {
    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(Path.of(file));
    }

    @Override
    public byte[] standardInput() throws IOException {
        return System.in.readAllBytes();
    }

    @Override
    public void write(String file, byte[] content) throws IOException {
        Path path = Path.of(file);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.write(path, content);
            return;
        }
        Path written = Files.createTempFile(path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new");
        try {
            Files.write(written, content);
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        try (var files = Files.list(Path.of(directory))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public boolean isDirectory(String file) {
        return Files.isDirectory(Path.of(file));
    }

    @Override
    public void makeDirectory(String directory) throws IOException {
        Files.createDirectories(Path.of(directory));
    }

    @Override
    public boolean exists(String file) {
        return Files.exists(Path.of(file));
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(Path.of(file));
    }
}
