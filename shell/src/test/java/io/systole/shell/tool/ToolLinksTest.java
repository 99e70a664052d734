package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ToolLinksTest {
    /** A tool without its link cannot be called, and nobody but a user would notice. */
    @Test
    void everyToolForPeopleHasItsNameInTheDirectoryOfPrograms() throws IOException {
        Path programs = Path.of(System.getProperty("basedir", "."), "src", "main", "dist", "bin");
        var registered = Registry.ALL.stream().map(Tool::name).filter(name -> !name.startsWith("_"))
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> there;
        try (var files = Files.list(programs)) {
            there = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }

        assertEquals(registered, there);
    }
}
