package io.systole.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the cluster key: one line of base64, readable by its owner alone.
 *
 * <p>While the key is changed, the new one is beside it with the ending {@code .next}; {@code .retired} has the numbers of former keys.
 * Every refusal is a {@link ClusterKeyException} whose message names the file and the fix. A key that others can
 * read is refused and not repaired: whoever could read it may have it, so a person has to decide.
 */
public final class ClusterKeyFile implements KeyStore {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterKeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.copyOf(EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------"))));
    private static final int LONGEST = 1024;
    private static final int MOST_RETIRED = 16;

    private final Path file;

    public ClusterKeyFile(Path file) {
        this.file = file;
    }

    /** Writes a key to a new file of mode 0600 and returns when it is on disk. An existing file is never overwritten. */
    public void write(ClusterKey key) {
        write(file, key);
    }

    @Override
    public void prepare(ClusterKey next) {
        forget();
        write(beside("next"), next);
        try {
            syncDirectory();
        } catch (IOException e) {
            throw new ClusterKeyException("the file " + beside("next") + " may not be on disk (" + e + "): check the directory", e);
        }
    }

    @Override
    public Optional<ClusterKey> next() {
        try {
            return Files.exists(beside("next")) ? Optional.of(new ClusterKeyFile(beside("next")).read()) : Optional.empty();
        } catch (ClusterKeyException unusable) {
            LOG.warn("the key of a change that was not finished is not used: {}", unusable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Set<Integer> retired() {
        try {
            Set<Integer> numbers = new LinkedHashSet<>();
            for (String line : Files.exists(beside("retired")) ? Files.readAllLines(beside("retired")) : List.<String>of()) {
                numbers.add(Integer.parseUnsignedInt(line.strip(), 16));
            }
            return numbers;
        } catch (IOException | NumberFormatException unreadable) {
            LOG.warn("{} is not used ({}): former keys will be called foreign ones", beside("retired"), unreadable.getMessage());
            return Set.of();
        }
    }

    @Override
    public void commit(int retiredNumber) {
        List<String> lines = new ArrayList<>();
        retired().forEach(number -> lines.add(Integer.toHexString(number)));
        lines.add(Integer.toHexString(retiredNumber));
        try {
            Files.write(beside("retired"), lines.subList(Math.max(0, lines.size() - MOST_RETIRED), lines.size()));
            Files.move(beside("next"), file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
        } catch (IOException e) {
            throw new ClusterKeyException("the cluster key " + file + " cannot be replaced (" + e + "): copy " + beside("next")
                    + " to it, or the key file of another node", e);
        }
    }

    @Override
    public void forget() {
        try {
            if (Files.deleteIfExists(beside("next"))) {
                syncDirectory();
            }
        } catch (IOException e) {
            throw new ClusterKeyException("the file " + beside("next") + " cannot be removed (" + e + "): check the directory", e);
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + "." + suffix);
    }

    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path file, ClusterKey key) {
        try {
            try (FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer line = StandardCharsets.US_ASCII.encode(key.toText() + "\n");
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ClusterKeyException("the cluster key " + file
                    + " exists already and is kept: remove it first if every node is to get a new key", e);
        } catch (NoSuchFileException e) {
            throw new ClusterKeyException("the cluster key " + file + " cannot be written: make the directory "
                    + file.toAbsolutePath().getParent() + " first", e);
        } catch (IOException e) {
            throw new ClusterKeyException("the cluster key " + file + " cannot be written (" + e
                    + "): check the directory and the free space", e);
        }
    }

    /** Reads the key, if nobody but its owner can. */
    public ClusterKey read() {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.stream().anyMatch(OF_OTHERS::contains)) {
                throw new ClusterKeyException("the cluster key " + file + " is open to others than its owner (mode "
                        + PosixFilePermissions.toString(mode) + "): run \"chmod 600 " + file
                        + "\", and give all nodes a new key if somebody may have read it");
            }
            if (Files.size(file) > LONGEST) {
                throw new ClusterKeyException("the cluster key " + file
                        + " is no key file, it is far too long: copy the key file again from another node");
            }
            return ClusterKey.fromText(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new ClusterKeyException("the cluster key " + file + " is missing: make one with \"crm cluster init\""
                    + " on the first node, and copy it to the others", e);
        } catch (IllegalArgumentException e) {
            throw new ClusterKeyException("the cluster key " + file + " is damaged, " + e.getMessage()
                    + ": copy the key file again from another node", e);
        } catch (IOException e) {
            throw new ClusterKeyException("the cluster key " + file + " cannot be read (" + e
                    + "): check the file and the user that the daemon runs as", e);
        }
    }
}
