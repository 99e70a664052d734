package io.systole.node.setup;

import io.systole.agents.Agent;
import io.systole.agents.AgentCatalog;
import io.systole.agents.MetadataException;
import io.systole.agents.MetadataProcess;
import io.systole.agents.MetadataSource;
import io.systole.core.cib.AgentId;
import io.systole.lrm.process.ExecutableFile;
import io.systole.lrm.process.ProcessEnd;
import io.systole.lrm.systemd.SystemdPlaces;
import io.systole.lrm.systemd.UnitCatalog;
import io.systole.node.fence.FenceAgents;
import io.systole.node.process.Installation;
import io.systole.shell.client.AgentBench;
import io.systole.shell.client.AgentLibrary;
import io.systole.shell.client.AgentRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The agents of this node, as the shell's completion and checks see them. */
public final class InstalledAgents implements AgentLibrary {
    private static final String STONITH = "stonith";
    private static final String SYSTEMD = "systemd";

    private final AgentCatalog catalog;
    private final InstalledFenceAgents fenceAgents = new InstalledFenceAgents(FenceAgents.USUAL_DIRECTORY);
    private final UnitCatalog units = new UnitCatalog(SystemdPlaces.defaults());
    private final MetadataSource source = new MetadataProcess();
    private final boolean ofCaller;

    /** The agents of this installation and of the system, for a program of the user who calls; for {@link java.util.ServiceLoader}. */
    public InstalledAgents() {
        this(AgentCatalog.ofInstallation(Installation.agents(), ""), true);
    }

    /** The agents of this catalogue, for the daemon. */
    public InstalledAgents(AgentCatalog catalog) {
        this(catalog, false);
    }

    /** The agents of this catalogue, run with the rights of this process. */
    static InstalledAgents ofCaller(AgentCatalog catalog) {
        return new InstalledAgents(catalog, true);
    }

    private InstalledAgents(AgentCatalog catalog, boolean ofCaller) {
        this.catalog = catalog;
        this.ofCaller = ofCaller;
    }

    @Override
    public List<String> classes() {
        Stream<String> fencing = types(STONITH, "").isEmpty() ? Stream.empty() : Stream.of(STONITH);
        Stream<String> systemd = units.hasUnits() ? Stream.of(SYSTEMD) : Stream.empty();
        return Stream.of(catalog.classes().stream(), fencing, systemd).flatMap(each -> each).toList();
    }

    @Override
    public List<String> providers(String agentClass) {
        return agentClass.equals(AgentCatalog.OCF) ? catalog.providers() : List.of();
    }

    @Override
    public List<String> types(String agentClass, String provider) {
        if (agentClass.equals(STONITH)) {
            return fenceAgents.installed();
        }
        if (agentClass.equals(SYSTEMD)) {
            return units.types();
        }
        List<AgentId> agents = provider.isEmpty() ? catalog.agents(agentClass) : catalog.agents(agentClass, provider);
        var types = new TreeSet<>(agents.stream().map(AgentId::type).toList());
        if (agentClass.equals(AgentCatalog.SERVICE)) {
            types.addAll(units.types());
        }
        return List.copyOf(types);
    }

    @Override
    public Optional<String> metadata(AgentId id) {
        if (id.agentClass().equals(STONITH)) {
            return fenceAgents.metadata(id.type());
        }
        if (id.agentClass().equals(SYSTEMD)) {
            return units.metadata(id.type());
        }
        try {
            if (catalog.resolve(id) instanceof Agent agent) {
                return Optional.of(agent.ocf() ? source.read(agent) : ScriptDocument.of(catalog.metadata(agent)));
            }
            return id.agentClass().equals(AgentCatalog.SERVICE) ? units.metadata(id.type()) : Optional.empty();
        } catch (MetadataException without) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> obstacle(String program) {
        return ExecutableFile.refuse(Path.of(program)).map(ProcessEnd.NotStarted::reason);
    }

    @Override
    public AgentRun.End run(AgentRun run) {
        ofCallerOnly();
        return new HandRun(catalog, places -> places).run(run);
    }

    @Override
    public AgentBench bench() {
        ofCallerOnly();
        return new TrialBench(catalog);
    }

    private void ofCallerOnly() {
        if (!ofCaller) {
            throw new UnsupportedOperationException("the daemon runs no agent on anybody's word; the tool does that itself");
        }
    }
}
