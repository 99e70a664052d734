package io.systole.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tools with which agents tell the cluster something, as doubles that write down what they are told. */
final class Told {
    private final Yard yard;
    private final Path log;

    Told(Yard yard) {
        this.yard = yard;
        log = yard.directory().resolve("told");
        tool("attrd_updater", "");
        tool("crm_attribute", "");
    }

    /** From now on the tool also does this, in shell. */
    void tool(String name, String also) {
        program(name, "echo \"${0##*/} $*\" >> " + log + "\n" + also);
    }

    /** A program of the yard; gives its path. */
    String program(String name, String script) {
        Path file = yard.file(name, "#!/bin/sh\n" + script + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    /** What an agent finds in its environment, so that it uses these tools. */
    Map<String, String> environment() {
        return new TreeMap<>(Map.of("HA_SBIN_DIR", yard.directory().toString()));
    }

    /** What was told since the last time that this was asked. */
    List<String> lines() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            Files.deleteIfExists(log);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
