package io.systole.agents;

import io.systole.core.cib.AgentId;
import io.systole.core.wording.Nearest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The agents installed on this node: lists them, finds one by its id and gives its metadata.
 *
 * <p>OCF agents are looked for in a list of OCF roots, the first hit wins ({@code <root>/resource.d/<provider>/<type>}, OCF
 * resource agent API 1.1, "Paths"); LSB scripts in {@code /etc/init.d}. Every call looks at the disk again: an agent that is
 * installed while the daemon runs is found at once. Safe for use by several threads.
 */
public final class AgentCatalog {
    /** Class of agents after the Open Cluster Framework. */
    public static final String OCF = "ocf";
    /** Class of init scripts. */
    public static final String LSB = "lsb";
    /** Class that stands for whatever the distribution starts services with. */
    public static final String SERVICE = "service";
    /** The provider of our own agents. */
    public static final String OWN_PROVIDER = "systole";

    private static final Path SYSTEM_ROOT = Path.of("/usr/lib/ocf");
    private static final Path INIT_SCRIPTS = Path.of("/etc/init.d");

    private final List<Path> ocfRoots;
    private final Path initScripts;
    private final MetadataCache metadata;

    /**
     * @param ocfRoots OCF roots in order of search; roots that do not exist are no error
     * @param initScripts directory of the LSB scripts
     * @param source runs {@code meta-data} or reads the script
     */
    public AgentCatalog(List<Path> ocfRoots, Path initScripts, MetadataSource source) {
        this.ocfRoots = List.copyOf(ocfRoots);
        this.initScripts = initScripts;
        this.metadata = new MetadataCache(source);
    }

    /**
     * The catalogue as the daemon uses it: our own tree first, then those of {@code OCF_RA_PATH}-like {@code searchPath}
     * (separated by colons, may be empty), then {@code /usr/lib/ocf}.
     *
     * @param ownRoot the OCF root of the installation, {@code lib/ocf} in the installation tree
     */
    public static AgentCatalog ofInstallation(Path ownRoot, String searchPath) {
        List<Path> roots = new ArrayList<>(List.of(ownRoot.toAbsolutePath()));
        for (String root : searchPath.split(File.pathSeparator)) {
            if (!root.isBlank()) {
                roots.add(Path.of(root).toAbsolutePath());
            }
        }
        if (!roots.contains(SYSTEM_ROOT)) {
            roots.add(SYSTEM_ROOT);
        }
        return new AgentCatalog(roots, INIT_SCRIPTS, new MetadataProcess());
    }

    /** The classes that this catalogue knows, in the order people expect them. */
    public List<String> classes() {
        return List.of(LSB, OCF, SERVICE);
    }

    /** The providers of OCF agents, sorted. */
    public List<String> providers() {
        TreeSet<String> names = new TreeSet<>();
        for (Path root : ocfRoots) {
            names.addAll(visibleNames(root.resolve("resource.d"), Files::isDirectory));
        }
        return List.copyOf(names);
    }

    /** The providers that have this type, in the order in which they would be found by people who give no provider. */
    public List<String> providersOf(String type) {
        return providers().stream().filter(provider -> ocfFile(provider, type) != null).toList();
    }

    /** All agents of a class, sorted; an unknown class has none. */
    public List<AgentId> agents(String agentClass) {
        return switch (agentClass) {
            case OCF -> providers().stream().flatMap(provider -> agents(OCF, provider).stream()).toList();
            case LSB, SERVICE -> ids(agentClass, "", visibleNames(initScripts, AgentCatalog::executableFile));
            default -> List.of();
        };
    }

    /** All agents of a class and a provider, sorted. The provider of classes other than {@code ocf} is empty. */
    public List<AgentId> agents(String agentClass, String provider) {
        if (!agentClass.equals(OCF)) {
            return provider.isEmpty() ? agents(agentClass) : List.of();
        }
        TreeSet<String> names = new TreeSet<>();
        for (Path root : ocfRoots) {
            names.addAll(visibleNames(root.resolve("resource.d").resolve(provider), AgentCatalog::executableFile));
        }
        return ids(OCF, provider, names);
    }

    /** Finds the file of an agent. Not finding it is an answer, not an error. */
    public Resolution resolve(AgentId id) {
        return switch (id.agentClass()) {
            case OCF -> resolveOcf(id);
            case LSB, SERVICE -> resolveInitScript(id);
            default -> new Resolution.NotInstalled(id, "agent " + id + ": class \"" + id.agentClass()
                + "\" is not known here; known classes are " + String.join(", ", classes()));
        };
    }

    /**
     * What the agent says of itself; cached until its file changes.
     *
     * @throws MetadataException when it cannot be run or its answer cannot be read
     */
    public AgentMetadata metadata(Agent agent) {
        return metadata.of(agent);
    }

    private Resolution resolveOcf(AgentId id) {
        if (id.provider().isEmpty()) {
            List<String> providers = providersOf(id.type());
            String hint = providers.isEmpty() ? "" : "; write ocf:" + providers.getFirst() + ":" + id.type();
            return new Resolution.NotInstalled(id, "agent " + id + ": an OCF agent needs a provider" + hint);
        }
        Path file = ocfFile(id.provider(), id.type());
        if (file != null) {
            return new Agent(id, OCF, file, libraryRoot(file));
        }
        return new Resolution.NotInstalled(id, "agent " + id + " is not installed on this node (looked in "
            + String.join(", ", ocfRoots.stream().map(Path::toString).toList()) + ")" + ocfHint(id));
    }

    private String ocfHint(AgentId id) {
        List<String> elsewhere = providersOf(id.type());
        if (!elsewhere.isEmpty()) {
            return "; provider " + elsewhere.getFirst() + " has one: ocf:" + elsewhere.getFirst() + ":" + id.type();
        }
        return Nearest.hint(id.toString(), agents(OCF).stream().map(AgentId::toString).toList());
    }

    private Resolution resolveInitScript(AgentId id) {
        Path file = initScripts.resolve(id.type());
        boolean plain = plainName(id.type()) || id.type().startsWith("/");
        if (plain && Files.isRegularFile(file)) {
            return new Agent(id, LSB, file, libraryRoot(file));
        }
        String what = id.agentClass().equals(SERVICE) ? "service " : "init script ";
        return new Resolution.NotInstalled(id, "agent " + id + ": " + what + id.type() + " is not installed on this node (no "
            + file + ")" + Nearest.hint(id.type(), visibleNames(initScripts, AgentCatalog::executableFile)));
    }

    private Path ocfFile(String provider, String type) {
        if (!plainName(provider) || !plainName(type)) {
            return null;
        }
        for (Path root : ocfRoots) {
            Path file = root.resolve("resource.d").resolve(provider).resolve(type);
            if (Files.isRegularFile(file)) {
                return file.toAbsolutePath();
            }
        }
        return null;
    }

    /** Agents of ClusterLabs source their library from OCF_ROOT, so it must be a root that has it, wherever the agent is. */
    private Path libraryRoot(Path file) {
        for (Path root : ocfRoots) {
            if (file.startsWith(root) && hasLibrary(root)) {
                return root;
            }
        }
        return ocfRoots.stream().filter(AgentCatalog::hasLibrary).findFirst().orElse(SYSTEM_ROOT);
    }

    private static boolean hasLibrary(Path root) {
        return Files.isRegularFile(root.resolve("lib/heartbeat/ocf-shellfuncs"));
    }

    private static List<AgentId> ids(String agentClass, String provider, Collection<String> types) {
        return types.stream().map(type -> new AgentId(agentClass, provider, type)).toList();
    }

    /** A name must not lead out of its directory. */
    private static boolean plainName(String name) {
        return !name.isEmpty() && name.indexOf('/') < 0 && !name.equals(".") && !name.equals("..") && name.indexOf('\0') < 0;
    }

    private static boolean executableFile(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static List<String> visibleNames(Path directory, Predicate<Path> wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(wanted).map(file -> file.getFileName().toString())
                .filter(name -> !name.startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
