package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Another build of Systole: the installation tree with one class compiled from changed source. */
final class OtherBuild {
    private static final String CLASS = "io/systole/core/membership/FeatureLevels";
    private static final String OURS = "new FeatureLevels(1, 2)";

    private OtherBuild() {}

    /** Makes a tree whose daemon speaks these feature levels; {@code place} must be on the file system of the original. */
    static Path speaking(int oldest, int newest, Path original, Path place) throws IOException {
        Command.of("cp", "-rl", original.toString(), place.toString()).run().orFail();
        // What was prepared for the original's classes does not fit.
        Files.deleteIfExists(place.resolve("lib/systole.aot"));
        Files.deleteIfExists(place.resolve("lib/systoled.aot"));
        Path compiled = compile(oldest, newest, original, place.resolve("changed"));
        Path jar = only(place.resolve("lib"), "systole-crm-core-");
        Path own = Files.copy(jar, jar.resolveSibling("own.jar"));
        try (FileSystem inside = FileSystems.newFileSystem(own)) {
            Files.copy(compiled, inside.getPath("/" + CLASS + ".class"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(own, jar, StandardCopyOption.REPLACE_EXISTING);
        return place;
    }

    private static Path compile(int oldest, int newest, Path original, Path work) throws IOException {
        Path source = Path.of(System.getProperty("systole.root"), "crm-core/src/main/java", CLASS + ".java");
        String text = Files.readString(source);
        String changed = text.replace(OURS, "new FeatureLevels(" + oldest + ", " + newest + ")");
        assertNotEquals(text, changed, "FeatureLevels.java does not say " + OURS + " any more: adapt this test");
        Path file = work.resolve("src").resolve(CLASS + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, changed);
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", work.toString(),
                "-cp", only(original.resolve("lib"), "systole-crm-core-").toString(), file.toString());
        assertEquals(0, code);
        return work.resolve(CLASS + ".class");
    }

    private static Path only(Path folder, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().startsWith(beginning)).toList();
            assertEquals(1, found.size(), () -> found.toString());
            return found.getFirst();
        }
    }
}
