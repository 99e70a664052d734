package io.systole.lrm.instant;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses and mounts of this node, in the namespaces of this process. Any thread. */
final class Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private Surroundings() {}

    /** What is there now; empty if that cannot be told. */
    static Optional<Set<Sign>> now() {
        try {
            Set<Sign> present = new HashSet<>();
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).map(Sign.Address::new).forEach(present::add);
            for (String line : Files.readString(MOUNTS, StandardCharsets.ISO_8859_1).split("\n")) {
                mount(line).ifPresent(present::add);
            }
            return Optional.of(present);
        } catch (SocketException e) {
            LOG.warn("the addresses of this node cannot be listed: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", MOUNTS, e.getMessage());
        }
        return Optional.empty();
    }

    /** The mount of a line of {@code mountinfo}, where blanks and the like are written as octal numbers. */
    static Optional<Sign> mount(String line) {
        String[] words = line.split(" ");
        if (words.length <= MOUNT_POINT) {
            return Optional.empty();
        }
        String bytes = ESCAPED.matcher(words[MOUNT_POINT])
                .replaceAll(escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 8))));
        return Optional.of(new Sign.Mount(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
    }
}
