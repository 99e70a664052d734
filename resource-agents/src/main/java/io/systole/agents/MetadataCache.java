package io.systole.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks each agent once, and again when its file has changed (an upgrade of the package). */
final class MetadataCache {
    private final MetadataSource source;
    private final Map<Path, Entry> entries = new ConcurrentHashMap<>();

    MetadataCache(MetadataSource source) {
        this.source = source;
    }

    AgentMetadata of(Agent agent) {
        FileTime modified;
        long size;
        try {
            modified = Files.getLastModifiedTime(agent.path());
            size = Files.size(agent.path());
        } catch (IOException e) {
            throw new MetadataException("agent " + agent.id() + ": cannot read " + agent.path() + ": " + e.getMessage(), e);
        }
        Entry known = entries.get(agent.path());
        if (known != null && known.modified.equals(modified) && known.size == size) {
            return known.metadata;
        }
        String text = source.read(agent);
        AgentMetadata metadata = agent.ocf()
            ? new MetadataReader().read(agent.id().toString(), text)
            : LsbHeader.read(agent.id().type(), text);
        entries.put(agent.path(), new Entry(modified, size, metadata));
        return metadata;
    }

    private record Entry(FileTime modified, long size, AgentMetadata metadata) {}
}
