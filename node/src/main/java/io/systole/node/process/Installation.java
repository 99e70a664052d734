package io.systole.node.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The installation tree that this program runs from: {@code bin}, {@code lib}, agents. */
public final class Installation {
    private Installation() {}

    /** The root of the tree: what the launcher says, else where our jar lies. */
    public static Path home() {
        String told = System.getProperty("systole.home");
        if (told != null && !told.isEmpty()) {
            return Path.of(told);
        }
        try {
            Path jar = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException noPath) {
            throw new IllegalStateException("where this program is installed cannot be found", noPath);
        }
    }

    /** The OCF root with our own agents. */
    public static Path agents() {
        return home().resolve("lib/ocf");
    }

    /** Where our tools are. */
    public static Path tools() {
        return home().resolve("bin");
    }
}
