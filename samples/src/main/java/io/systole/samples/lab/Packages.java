package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The Debian packages that a lab needs: each is known by a program that it brings. Missing ones are installed by
 * {@code apt-get}; the services that Debian would start with them are kept from starting on the host.
 */
public final class Packages {
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private Packages() {}

    /**
     * The packages that are not there.
     *
     * @param programs a program of each package
     */
    public static List<String> missing(SequencedMap<String, String> programs) {
        return programs.entrySet().stream().filter(entry -> !installed(entry.getValue())).map(Map.Entry::getKey).toList();
    }

    private static boolean installed(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin").stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** The packages of these names that dpkg does not know as installed. */
    public static List<String> missing(List<String> packages) {
        return packages.stream().filter(name -> !Command.of("dpkg-query", "--show", "--showformat=${db:Status-Status}", name).run()
                .output().equals("installed")).toList();
    }

    /** Name and version of the package that has brought a file; empty if dpkg knows of none. */
    public static String owner(Path file) {
        String name = Command.of("dpkg-query", "--search", file.toString()).run().output().lines().findFirst().orElse("");
        String owner = name.substring(0, Math.max(0, name.indexOf(':')));
        Command.Result version = Command.of("dpkg-query", "--show", "--showformat=${Package} ${Version}", owner).run();
        return owner.isEmpty() || !version.ok() ? "" : version.output();
    }

    /**
     * Installs packages.
     *
     * @throws LabException if that fails, with the last words of apt-get
     */
    public static void install(List<String> packages) {
        if (!installed("apt-get")) {
            throw new LabException("this is no Debian or Ubuntu: install yourself what these packages bring: "
                    + String.join(" ", packages));
        }
        boolean policy = forbidServices();
        try {
            var words = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
            words.addAll(packages);
            Command install = Command.of(words.toArray(String[]::new)).with("DEBIAN_FRONTEND", "noninteractive")
                    .within(Duration.ofMinutes(10));
            if (!install.run().ok()) {
                // The list of packages is too old, or there is none yet.
                Command.of("apt-get", "update", "-q").within(Duration.ofMinutes(5)).run().orFail();
                install.run().orFail();
            }
        } finally {
            if (policy) {
                delete(POLICY);
            }
        }
    }

    /** Debian asks this script before it starts a service; 101 means no. Returns whether it was made here. */
    private static boolean forbidServices() {
        try {
            if (Files.exists(POLICY)) {
                return false;
            }
            Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
            Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + POLICY, failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot delete " + file, stays);
        }
    }
}
