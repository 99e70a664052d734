package io.systole.shell.client;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.cib.xml.CibWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of the CIB that somebody works on without touching the cluster: {@code shadow.NAME} in a directory, as on Pacemaker, and
 * beside it {@code .base.NAME}, the CIB from which it was made, so that only what was changed goes back.
 */
public final class ShadowCopies {
    /** The variable that names the copy that tools work on. */
    public static final String ACTIVE = "CIB_shadow";

    private static final String DIRECTORY = "CIB_shadow_dir";
    private static final String OF_ROOT = "/var/lib/systole/shadow";

    private final String directory;
    private final LocalFiles files;

    /** The copies in this directory. */
    public ShadowCopies(String directory, LocalFiles files) {
        this.directory = directory;
        this.files = files;
    }

    /** The name of the copy that is worked on; empty if the cluster itself is. */
    public static Optional<String> active(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(ACTIVE)).filter(name -> !name.isEmpty());
    }

    /** The directory that the variable names; else one of the system for root, and one at home for everybody else. */
    public static String directory(Map<String, String> environment, String user) {
        return Optional.ofNullable(environment.get(DIRECTORY)).filter(name -> !name.isEmpty())
                .orElseGet(() -> user.equals("root") ? OF_ROOT : environment.getOrDefault("HOME", "/tmp") + "/.cib");
    }

    /** True if a file may have this name: nothing that leads out of the directory. */
    public static boolean nameable(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}");
    }

    /** The file of a copy. */
    public String file(String name) {
        return directory + "/shadow." + name;
    }

    private String baseFile(String name) {
        return directory + "/.base." + name;
    }

    /** The copy. */
    public Cib read(String name) throws IOException {
        return CibReader.cib(files.read(file(name)));
    }

    /** From what the copy was made; empty if it was made from nothing, or by another program. */
    public Optional<Cib> base(String name) {
        try {
            return Optional.of(CibReader.cib(files.read(baseFile(name))));
        } catch (IOException | CibParseException none) {
            return Optional.empty();
        }
    }

    /** True if there is such a copy. */
    public boolean exists(String name) {
        return files.exists(file(name));
    }

    /** Makes a copy, or makes it anew. */
    public void write(String name, Cib cib, boolean fromCluster) throws IOException {
        files.makeDirectory(directory);
        files.delete(baseFile(name));
        files.write(file(name), CibWriter.bytes(cib.root()));
        if (fromCluster) {
            files.write(baseFile(name), CibWriter.bytes(cib.root()));
        }
    }

    /** Forgets a copy; none is fine. */
    public void delete(String name) throws IOException {
        files.delete(file(name));
        files.delete(baseFile(name));
    }
}
