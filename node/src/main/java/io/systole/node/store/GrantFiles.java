package io.systole.node.store;

import io.systole.core.arbitration.Grant;
import io.systole.core.membership.NodeName;
import io.systole.messaging.ArbitratorServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** An arbitrator's memory: a small file for each cluster, replaced safely. */
public final class GrantFiles implements ArbitratorServer.Memory {
    private final SafeFiles files;

    /** In this directory, which is made if necessary. */
    public GrantFiles(Path directory, Clock clock) {
        files = new SafeFiles(directory, new PosixDisk(), clock);
        files.prepare();
    }

    @Override
    public Optional<Grant> load(String cluster) {
        String name = name(cluster);
        try {
            var properties = new Properties();
            properties.load(new StringReader(new String(files.disk().read(files.directory().resolve(name)), StandardCharsets.UTF_8)));
            return Optional.of(new Grant(number(properties, "number"), new NodeName(properties.getProperty("holder", "")),
                    number(properties, "term"), Duration.ofMillis(number(properties, "validity"))));
        } catch (NoSuchFileException first) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw SafeFiles.failed(files.directory().resolve(name) + " cannot be read", unreadable);
        } catch (IllegalArgumentException damaged) {
            throw SafeFiles.failed(files.directory().resolve(name) + " is damaged: somebody may count on the grant that was in it; remove"
                    + " the file and start again after a minute", new IOException(String.valueOf(damaged.getMessage())));
        }
    }

    @Override
    public void save(String cluster, Grant grant) {
        String text = "number=" + grant.number() + "\nholder=" + grant.holder() + "\nterm=" + grant.term() + "\nvalidity="
                + grant.validity().toMillis() + "\n";
        try {
            files.replace(name(cluster), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw SafeFiles.failed(files.directory().resolve(name(cluster)) + " cannot be written", failed);
        }
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name, "missing"));
    }

    private static String name(String cluster) {
        return URLEncoder.encode(cluster, StandardCharsets.UTF_8) + ".grant";
    }
}
