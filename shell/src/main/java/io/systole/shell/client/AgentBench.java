package io.systole.shell.client;

import java.time.Duration;
import java.util.List;

/**
 * A place where one agent is tried out: it has a directory for its files (HA_RSCTMP) that nobody else uses, and its processes can be
 * told from all others. Nothing stays behind: {@link #close}, and also the end of this program by a signal, stops what was
 * started and kills the rest. One thread at a time.
 */
public interface AgentBench extends AutoCloseable {
    /**
     * Runs the agent and waits for its end.
     *
     * @param interval zero for a probe and for all that is no monitor
     * @throws java.util.concurrent.CancellationException if a signal is ending this program
     */
    AgentRun.End run(AgentRun run, Duration interval);

    /** Runs it with a PATH in which there is no program. */
    AgentRun.End runWithoutPrograms(AgentRun run);

    /** Runs it and kills it with its process group after this time, as if its timeout was up; a quicker agent ends by itself. */
    AgentRun.End runAndKill(AgentRun run, Duration after);

    /** What is here now of processes and files. */
    Left left();

    /** Kills the processes, as a crash of the service would. */
    void crash();

    @Override
    void close();

    /**
     * What an agent has left.
     *
     * @param processes number and program of each
     * @param files in its directory, relative
     */
    record Left(List<String> processes, List<String> files) {
        public Left {
            processes = List.copyOf(processes);
            files = List.copyOf(files);
        }
    }
}
