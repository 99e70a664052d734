package io.systole.lrm.memory;

import io.systole.core.cib.ResourceId;
import io.systole.lrm.process.ProcessIdentity;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each agent that changes something now: an agent outlives its daemon, and the next daemon must not take its resource for
 * stopped while it is being started. The directory belongs on a file system that a reboot clears. Thread-safe.
 */
public final class AgentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);

    private final Path directory;

    /** Files in the directory {@code agents} of this one, which is made if it is not there. */
    public AgentFiles(Path runDirectory) throws IOException {
        this.directory = runDirectory.resolve("agents");
        PrivateFiles.createDirectory(directory);
    }

    /**
     * An agent at work.
     *
     * @param what it does, for people: {@code web_start_0}
     * @param until when its time is over, by the machine's monotonic clock
     */
    public record AtWork(ProcessIdentity process, ResourceId resource, String what, Duration until) {}

    /** An agent has been started. */
    public void began(AtWork agent) {
        var properties = new Properties();
        properties.setProperty("birth", Long.toString(agent.process().birth()));
        properties.setProperty("resource", agent.resource().value());
        properties.setProperty("what", agent.what());
        properties.setProperty("until", Long.toString(agent.until().toMillis()));
        try {
            var text = new StringWriter();
            properties.store(text, null);
            PrivateFiles.write(file(agent.process().pid()), text.toString(), false);
        } catch (IOException e) {
            LOG.error("it cannot be kept that {} is under way ({}): should this daemon be restarted now, the next one will not wait for it",
                    agent.what(), e.getMessage());
        }
    }

    /** The agent of this process number has ended. */
    public void ended(long pid) {
        try {
            Files.deleteIfExists(file(pid));
        } catch (IOException e) {
            LOG.error("{} cannot be removed ({}): remove it by hand, it is outdated", file(pid), e.getMessage());
        }
    }

    /** The agents that still run; the files of the others go. */
    public List<AtWork> left() {
        var left = new ArrayList<AtWork>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*[0-9]")) {
            for (Path file : files) {
                read(file, left);
            }
        } catch (IOException e) {
            LOG.error("{} cannot be read ({}): agents of a former daemon are not waited for", directory, e.getMessage());
        }
        return left;
    }

    private void read(Path file, List<AtWork> left) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            var process = new ProcessIdentity(Long.parseLong(file.getFileName().toString()), number(properties, "birth"));
            if (process.lives()) {
                left.add(new AtWork(process, new ResourceId(properties.getProperty("resource", "")),
                        properties.getProperty("what", "an agent"), Duration.ofMillis(number(properties, "until"))));
            } else {
                ended(process.pid());
            }
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.error("{} is damaged ({}): if it was an agent of a former daemon, it is not waited for", file, damaged.getMessage());
        }
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name, ""));
    }

    private Path file(long pid) {
        return directory.resolve(Long.toString(pid));
    }
}
