package io.systole.core;

import io.systole.core.cib.Cib;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the core, for tests that check what they refer to. */
final class CompiledCore {
    private CompiledCore() {}

    static List<ClassModel> classes() throws IOException, URISyntaxException {
        Path root = Path.of(Cib.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root.resolve("io/systole/core"))) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().map(CompiledCore::parse).toList();
        }
    }

    static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
