package io.systole.lrm.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The units of this node as their files tell, for when systemd cannot be asked. */
final class UnitFiles {
    private static final int LARGEST = 1 << 20;

    private final List<Path> directories;

    /** {@code directories} in the order in which their files win over each other. */
    UnitFiles(List<Path> directories) {
        this.directories = directories;
    }

    boolean isEmpty() {
        return directories.stream().noneMatch(Files::isDirectory);
    }

    /** The file of each unit that could be a resource, by its name; templates too, but nothing that is masked. */
    SortedMap<String, Path> all() {
        SortedMap<String, Path> found = new TreeMap<>();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (UnitName.KINDS.stream().anyMatch(name::endsWith)) {
                        found.putIfAbsent(name, file);
                    }
                }
            } catch (IOException ignored) {
                // What nobody may read is not there for him.
            }
        }
        found.values().removeIf(UnitFiles::isMask);
        return found;
    }

    /** A link to /dev/null, or an empty file. */
    private static boolean isMask(Path file) {
        try {
            return !Files.isRegularFile(file) || Files.size(file) == 0;
        } catch (IOException gone) {
            return true;
        }
    }

    /** What the file says that the unit is; of an instance, what its template says. Empty if there is no file. */
    Optional<String> description(UnitName unit) {
        Map<String, Path> files = all();
        String name = unit.value();
        int at = name.indexOf('@');
        String template = at < 0 ? name : name.substring(0, at + 1) + name.substring(name.lastIndexOf('.'));
        String instance = at < 0 ? "" : name.substring(at + 1, name.lastIndexOf('.'));
        return Optional.ofNullable(files.getOrDefault(name, files.get(template)))
                .map(file -> description(file, name).replace("%i", instance).replace("%I", instance));
    }

    private static String description(Path file, String otherwise) {
        try {
            if (Files.size(file) > LARGEST) {
                return otherwise;
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines().map(String::strip)
                    .filter(line -> line.startsWith("Description=")).map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .filter(text -> !text.isEmpty()).findFirst()
                    .map(text -> new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)).orElse(otherwise);
        } catch (IOException unreadable) {
            return otherwise;
        }
    }
}
