package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterKeyFileTest {
    @TempDir
    Path directory;

    private Path path;
    private ClusterKeyFile file;

    @BeforeEach
    void place() {
        path = directory.resolve("authkey");
        file = new ClusterKeyFile(path);
    }

    @Test
    void aChangedKeyStandsBesideTheOldOneUntilItTakesItsPlace() {
        ClusterKey old = ClusterKey.generate();
        ClusterKey next = ClusterKey.generate();
        var key = new ClusterKeyFile(directory.resolve("changing.key"));
        key.write(old);

        key.prepare(ClusterKey.generate());
        key.prepare(next);
        assertEquals(old, key.read());
        assertEquals(Optional.of(next), key.next());
        key.commit(-7);

        assertEquals(next, key.read());
        assertEquals(Optional.empty(), key.next());
        assertEquals(Set.of(-7), key.retired());
        key.prepare(old);
        key.forget();
        key.forget();
        assertEquals(Optional.empty(), key.next());
    }

    @Test
    void aDamagedKeyOfAnUnfinishedChangeIsNotUsed() throws IOException {
        var key = new ClusterKeyFile(directory.resolve("changing.key"));
        key.write(ClusterKey.generate());
        key.prepare(ClusterKey.generate());
        Files.writeString(directory.resolve("changing.key.next"), "rubbish");

        assertEquals(Optional.empty(), key.next());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ClusterKey key = ClusterKey.generate();

        file.write(key);

        assertEquals(key, file.read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(key.toText() + "\n", Files.readString(path));
    }

    @Test
    void anExistingKeyIsKept() {
        ClusterKey first = ClusterKey.generate();
        file.write(first);

        ClusterKeyException refused = assertThrows(ClusterKeyException.class, () -> file.write(ClusterKey.generate()));

        assertEquals("the cluster key " + path + " exists already and is kept: remove it first if every node is to get a new key",
                refused.getMessage());
        assertEquals(first, file.read());
    }

    @Test
    void aMissingDirectoryIsNamed() {
        var elsewhere = new ClusterKeyFile(directory.resolve("no/authkey"));

        ClusterKeyException refused = assertThrows(ClusterKeyException.class, () -> elsewhere.write(ClusterKey.generate()));

        assertEquals("the cluster key " + directory.resolve("no/authkey") + " cannot be written: make the directory "
                + directory.resolve("no") + " first", refused.getMessage());
    }

    @Test
    void aMissingKeyIsNamedWithTheFix() {
        assertEquals("the cluster key " + path + " is missing: make one with \"crm cluster init\" on the first node,"
                + " and copy it to the others", refusal());
    }

    @Test
    void aKeyThatTheGroupCanReadIsRefused() throws IOException {
        file.write(ClusterKey.generate());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertEquals("the cluster key " + path + " is open to others than its owner (mode rw-r-----): run \"chmod 600 " + path
                + "\", and give all nodes a new key if somebody may have read it", refusal());
    }

    @Test
    void aKeyThatAllCanWriteIsRefused() throws IOException {
        file.write(ClusterKey.generate());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-----w-"));

        assertEquals("the cluster key " + path + " is open to others than its owner (mode rw-----w-)",
                refusal().substring(0, refusal().indexOf(": run")));
    }

    @Test
    void aReadOnlyKeyIsGood() throws IOException {
        ClusterKey key = ClusterKey.generate();
        file.write(key);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));

        assertEquals(key, file.read());
    }

    @Test
    void aKeyOfTheWrongLengthIsNamed() throws IOException {
        write(Base64.getEncoder().encodeToString(new byte[20]));

        assertEquals("the cluster key " + path + " is damaged, it holds 20 bytes, a key has 32:"
                + " copy the key file again from another node", refusal());
    }

    @Test
    void aKeyThatIsNoBase64IsNamed() throws IOException {
        write("sesame, open!");

        assertEquals("the cluster key " + path + " is damaged, it is not base64 text: copy the key file again from another node",
                refusal());
    }

    @Test
    void anEndlessFileIsNotRead() throws IOException {
        write("A".repeat(5000));

        assertEquals("the cluster key " + path + " is no key file, it is far too long: copy the key file again from another node",
                refusal());
    }

    @Test
    void aKeyDoesNotShowItself() {
        ClusterKey key = ClusterKey.generate();

        assertFalse(key.toString().contains(key.toText()));
        assertNotEquals(key, ClusterKey.generate());
    }

    private void write(String text) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, text);
    }

    private String refusal() {
        return assertThrows(ClusterKeyException.class, file::read).getMessage();
    }
}
