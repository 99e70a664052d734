package io.systole.shell.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

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
    public void publish(String file, byte[] content) throws IOException {
        Path path = Path.of(file);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.write(path, content);
            return;
        }
        // A name that nobody can foresee, made anew: in a directory where all may write nobody can have put a link in its place.
        Path written = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            Files.write(written, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(path));
            }
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException missing) {
            throw new NoSuchFileException(file);
        } catch (AccessDeniedException denied) {
            throw new AccessDeniedException(file);
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
