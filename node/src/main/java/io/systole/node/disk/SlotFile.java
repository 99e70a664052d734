package io.systole.node.disk;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A block device or file that several machines see, in slots of 4096 bytes that are read and written whole, past every cache of
 * this machine. A slot that was torn or never written reads as empty. Not thread-safe.
 */
final class SlotFile implements AutoCloseable {
    static final int SLOT = 4096;
    private static final String MARK = "systole-disk-1";

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer;

    private SlotFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.buffer = ByteBuffer.allocateDirect(2 * SLOT).alignedSlice(SLOT);
    }

    /** Opens it; a file that is not there is made. File systems without direct access, such as tmpfs, are used with it switched off. */
    static SlotFile open(Path path) throws IOException {
        if (!Files.exists(path) && !path.startsWith("/dev")) {
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        try {
            return new SlotFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DSYNC,
                    direct()));
        } catch (IOException | UnsupportedOperationException noDirectAccess) {
            return new SlotFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC));
        }
    }

    /** The JDK has a name for O_DIRECT that a compiler only takes with a warning. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static OpenOption direct() {
        try {
            return (OpenOption) Enum.valueOf((Class) Class.forName("com.sun.nio.file.ExtendedOpenOption"), "DIRECT");
        } catch (ClassNotFoundException | IllegalArgumentException otherJdk) {
            throw new UnsupportedOperationException("this Java runtime has no direct access to disks", otherJdk);
        }
    }

    /** What is in a slot; empty if it is damaged or was never written. */
    Optional<SortedMap<String, String>> read(int slot) throws IOException {
        buffer.clear().limit(SLOT);
        int got = 0;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, (long) slot * SLOT + got);
            if (count <= 0) {
                break;
            }
            got += count;
        }
        if (got < SLOT) {
            return Optional.empty();
        }
        byte[] bytes = new byte[SLOT];
        buffer.flip().get(bytes);
        return parse(bytes);
    }

    private static Optional<SortedMap<String, String>> parse(byte[] bytes) throws IOException {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        int line = text.indexOf('\n');
        if (line < 0 || !text.substring(0, line).startsWith(MARK + " ")) {
            return Optional.empty();
        }
        String body = text.substring(line + 1);
        if (!text.substring(MARK.length() + 1, line).equals(sum(body))) {
            return Optional.empty();
        }
        var properties = new Properties();
        try {
            properties.load(new StringReader(body));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        var entries = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return Optional.of(entries);
    }

    /** Writes a slot and returns when it is on the disk. */
    void write(int slot, SortedMap<String, String> entries) throws IOException {
        var properties = new Properties();
        properties.putAll(entries);
        var text = new StringWriter();
        properties.store(text, null);
        // Properties begin with the date as a comment, which nobody needs.
        String body = text.toString().replaceFirst("#.*\\R", "");
        byte[] bytes = (MARK + " " + sum(body) + "\n" + body).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > SLOT) {
            throw new IOException("more than " + SLOT + " bytes for slot " + slot + " of " + path);
        }
        buffer.clear().limit(SLOT);
        buffer.put(Arrays.copyOf(bytes, SLOT)).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer, (long) slot * SLOT + buffer.position());
        }
    }

    private static String sum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
