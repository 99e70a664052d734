package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.simulate.Simulation;
import io.systole.shell.format.SimulationJson;
import io.systole.shell.format.SimulationText;
import io.systole.shell.format.SimulationXml;
import java.time.Instant;
import java.time.ZoneId;

/** One simulation as the command line asks for it. */
final class SimulateRun {
    private final SimulateArguments arguments;
    private final ZoneId zone;
    private final SimulateTime time;
    private final Simulation simulation;

    /**
     * Simulates.
     *
     * @param scores scores are wanted although the command line does not ask for them
     */
    SimulateRun(Cib cib, SimulateArguments arguments, Simulation.Depth depth, boolean scores, Instant clock, ZoneId zone) {
        this.arguments = arguments;
        this.zone = zone;
        this.time = SimulateTime.of(cib, arguments.date(), clock, zone);
        boolean wanted = scores || arguments.scores() || arguments.format() == SimulateArguments.Format.JSON;
        this.simulation = Simulation.of(cib, new Simulation.Request(depth, wanted, time.now(), zone, clock, arguments.injections(),
                arguments.failures()));
    }

    Simulation simulation() {
        return simulation;
    }

    /** What {@code crm_simulate} prints for a command line as typed. */
    String output(String request) {
        SimulationText.View view = view(arguments.has("quiet"), arguments.has("show-scores"));
        return switch (arguments.format()) {
            case TEXT -> SimulationText.of(simulation, view);
            case XML -> SimulationXml.of(simulation, view, request);
            case JSON -> SimulationJson.of(simulation);
            case NONE -> "";
        };
    }

    /** The text, with or without all but the scores, and with or without them. */
    String text(boolean quiet, boolean scores) {
        return SimulationText.of(simulation, view(quiet, scores));
    }

    private SimulationText.View view(boolean quiet, boolean scores) {
        return new SimulationText.View(quiet, scores, arguments.has("show-utilization"), arguments.has("show-attrs"),
                arguments.has("show-failcounts"), arguments.has("verbose"), time.line(), zone);
    }
}
