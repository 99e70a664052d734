package io.systole.samples.kernels;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.Folder;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Packages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * The disk that all machines begin with: Debian in its smallest form with some packages, made by debootstrap once and kept in a folder.
 * Each machine writes to a file of its own beside it.
 */
public final class KernelImage {
    /** What the tools, our agents and the machine's own start need. */
    private static final List<String> NEEDED = List.of("curl", "iproute2", "iputils-arping", "kmod", "procps");
    /** Mounts the laboratory's folder and leaves the rest to a script there, so that a change of it needs no new image. */
    private static final String INIT = """
            #!/bin/sh
            mount -t proc proc /proc
            mkdir -p /lab
            mount -t hostfs -o "$share" none /lab
            exec sh /lab/node-init.sh
            """;
    private static final String SIZE = "2G";
    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private KernelImage() {}

    /** Packages of the host without which nothing works here, each with a program that it brings. */
    static SequencedMap<String, String> hostPackages() {
        var programs = new LinkedHashMap<String, String>();
        programs.put("user-mode-linux", "linux.uml");
        programs.put("debootstrap", "debootstrap");
        programs.put("e2fsprogs", "mke2fs");
        return programs;
    }

    /**
     * The image with these packages besides; made now, in a minute or two, unless it is in the folder.
     *
     * @throws LabException if it cannot be made, with what debootstrap said last
     */
    static Path make(Path folder, List<String> packages) {
        var all = new TreeSet<>(packages);
        all.addAll(NEEDED);
        String suite = suite();
        Path image = folder.resolve("root-" + suite + "-" + Integer.toHexString((all + INIT).hashCode()) + ".img");
        if (Files.exists(image)) {
            return image;
        }
        Path root = folder.resolve("root");
        try {
            Folder.delete(root);
            Files.createDirectories(folder);
            Command.of("debootstrap", "--variant=minbase", "--include=" + String.join(",", NEEDED), suite, root.toString())
                    .within(PATIENCE).run().orFail();
            if (!packages.isEmpty()) {
                install(root, packages);
            }
            Path init = Files.writeString(root.resolve("sbin/lab-init"), INIT);
            Files.setPosixFilePermissions(init, PosixFilePermissions.fromString("rwxr-xr-x"));
            Folder.delete(root.resolve("var/cache/apt/archives"));
            Path unfinished = folder.resolve("unfinished.img");
            Files.deleteIfExists(unfinished);
            Command.of("mke2fs", "-q", "-t", "ext4", "-d", root.toString(), "-E", "lazy_itable_init=1,lazy_journal_init=1",
                    unfinished.toString(), SIZE).run().orFail();
            return Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make " + image, failed);
        } finally {
            Folder.delete(root);
        }
    }

    /** Debootstrap does not understand every package's needs, so apt-get does it, inside; what they bring is not started meanwhile. */
    private static void install(Path root, List<String> packages) throws IOException {
        Path policy = Files.writeString(root.resolve("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(Path.of("/etc/resolv.conf"), root.resolve("etc/resolv.conf"), StandardCopyOption.REPLACE_EXISTING);
        Command.of("unshare", "--mount", "--pid", "--fork", "sh", "-c", "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" sh -c \""
                        + "apt-get -q update && apt-get install -y -q --no-install-recommends $*\"", root.toString(),
                String.join(" ", packages)).with("DEBIAN_FRONTEND", "noninteractive").with("LC_ALL", "C").within(PATIENCE).run().orFail();
    }

    /** The release of Debian or Ubuntu that this host has, so that its mirror has it too. */
    private static String suite() {
        return Command.of("sh", "-c", ". /etc/os-release; echo \"$VERSION_CODENAME\"").run().orFail().strip();
    }

    /** Installs what the host lacks, or says what it is. */
    static void prepareHost(boolean install) {
        List<String> missing = Packages.missing(hostPackages());
        if (!missing.isEmpty() && !install) {
            throw new LabException("missing here: apt-get install " + String.join(" ", missing));
        }
        if (!missing.isEmpty()) {
            Packages.install(missing);
        }
    }
}
