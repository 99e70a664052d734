package io.systole.lrm.memory;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.lrm.memory.LastStarts.Start;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file per started resource, readable by the daemon alone since parameters hold passwords. The directory belongs on a
 * file system that a reboot clears: after a reboot nothing runs any more, and old parameters would only mislead.
 */
public final class StartFiles implements LastStarts.Archive {
    private static final Logger LOG = LoggerFactory.getLogger(StartFiles.class);
    private static final String SUFFIX = ".start";
    private static final String PARAMETER = "parameter.";

    private final Path directory;

    /** What is kept in this directory of starts and of attempts to start. */
    public static LastStarts open(Path runDirectory) throws IOException {
        return new LastStarts(new StartFiles(runDirectory), new StartFiles(runDirectory.resolve("attempts")));
    }

    /** Files in the directory {@code last-start} of this one; both are made if they are not there. */
    public StartFiles(Path runDirectory) throws IOException {
        this.directory = runDirectory.resolve("last-start");
        PrivateFiles.createDirectory(directory);
    }

    @Override
    public SortedMap<ResourceId, Start> read() {
        SortedMap<ResourceId, Start> starts = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                readOne(file, starts);
            }
        } catch (IOException e) {
            LOG.error("{} cannot be read ({}): resources will be stopped with the parameters of the CIB", directory, e.getMessage());
        }
        return starts;
    }

    private static void readOne(Path file, SortedMap<ResourceId, Start> starts) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            var agent = new AgentId(properties.getProperty("class"), properties.getProperty("provider"), properties.getProperty("type"));
            SortedMap<String, String> parameters = new TreeMap<>();
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith(PARAMETER)) {
                    parameters.put(name.substring(PARAMETER.length()), properties.getProperty(name));
                }
            }
            String name = file.getFileName().toString();
            String resource = URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), StandardCharsets.UTF_8);
            starts.put(new ResourceId(resource), new Start(agent, parameters));
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} is damaged ({}): this resource will be stopped with the parameters of the CIB", file, e.getMessage());
        }
    }

    @Override
    public void write(ResourceId resource, Start start) {
        var properties = new Properties();
        properties.setProperty("class", start.agent().agentClass());
        properties.setProperty("provider", start.agent().provider());
        properties.setProperty("type", start.agent().type());
        start.parameters().forEach((name, value) -> properties.setProperty(PARAMETER + name, value));
        try {
            var text = new StringWriter();
            properties.store(text, null);
            PrivateFiles.write(file(resource), text.toString(), false);
        } catch (IOException e) {
            LOG.error("the parameters of the last start of {} cannot be kept ({}): after a restart of the daemon it will be stopped "
                    + "with the parameters of the CIB", resource, e.getMessage());
        }
    }

    @Override
    public void delete(ResourceId resource) {
        try {
            Files.deleteIfExists(file(resource));
        } catch (IOException e) {
            LOG.error("{} cannot be removed ({}): remove it by hand, it is outdated", file(resource), e.getMessage());
        }
    }

    private Path file(ResourceId resource) {
        return directory.resolve(URLEncoder.encode(resource.value(), StandardCharsets.UTF_8) + SUFFIX);
    }
}
