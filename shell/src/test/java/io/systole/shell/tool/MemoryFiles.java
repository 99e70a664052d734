package io.systole.shell.tool;

import io.systole.shell.client.LocalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files in memory; a directory is there if a file is in it or if it was made. */
class MemoryFiles implements LocalFiles {
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final Map<String, Boolean> directories = new TreeMap<>();
    byte[] input = new byte[0];

    MemoryFiles with(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String text(String name) {
        return files.containsKey(name) ? new String(files.get(name), StandardCharsets.UTF_8) : null;
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(String file) throws IOException {
        if (!files.containsKey(file)) {
            throw new NoSuchFileException(file);
        }
        return files.get(file);
    }

    @Override
    public byte[] standardInput() {
        return input;
    }

    @Override
    public void write(String file, byte[] content) throws IOException {
        if (file.startsWith("/root-only/")) {
            throw new AccessDeniedException(file);
        }
        if (file.startsWith("/missing/")) {
            throw new NoSuchFileException(file);
        }
        files.put(file, content);
    }

    @Override
    public List<String> list(String directory) {
        return files.keySet().stream().filter(name -> name.startsWith(directory + "/"))
                .map(name -> name.substring(directory.length() + 1)).toList();
    }

    @Override
    public boolean isDirectory(String file) {
        return directories.containsKey(file) || !list(file).isEmpty();
    }

    @Override
    public void makeDirectory(String directory) {
        directories.put(directory, true);
    }

    @Override
    public boolean exists(String file) {
        return files.containsKey(file) || isDirectory(file);
    }

    @Override
    public void delete(String file) {
        files.remove(file);
    }
}
