package io.systole.lrm.process;

import io.systole.lrm.kernel.KernelLoop;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches by {@link PosixSpawn}. What that has no word for, the new process inherits: the launcher's thread has given up the daemon's
 * priority for good, and the daemon takes the limit of open files and the score of the out-of-memory killer for the moment of the launch,
 * which is shorter than a millisecond. One launch at a time, unless one hangs: a program on the file system of a dead server must not hold
 * up all others.
 */
final class SpawnLauncher implements Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(SpawnLauncher.class);
    /** With so many files open the daemon would feel the limit for a moment; then a program in between takes it. */
    private static final int CROWDED = OPEN_FILES - 128;

    private final KernelLoop loop = KernelLoop.ofThisProcess();
    private final Spawn spawn;
    private final Standing daemon;
    private final List<String> limitProgram = CleanStart.limitOfOpenFiles();
    private final LaunchThreads threads;
    private final OomScore oomScore = new OomScore();
    private final Libc.OpenFiles limit = Libc.openFilesLimit();
    private final Libc.OpenFiles usual = new Libc.OpenFiles(Math.min(limit.soft(), OPEN_FILES), limit.hard());
    /** What programs read that get no input; opened once. */
    private int nothing = -1;

    /** How a process is made: {@link PosixSpawn#spawn}. */
    @FunctionalInterface
    interface Spawn {
        int spawn(List<String> words, List<String> environment, int... streams) throws IOException;
    }

    SpawnLauncher(Spawn spawn, Standing daemon) {
        this.spawn = spawn;
        this.daemon = daemon;
        // What the program that hangs was to inherit, it has.
        this.threads = new LaunchThreads(loop, SpawnLauncher.thread(daemon), () -> Libc.limitOpenFiles(limit));
    }

    private static ThreadFactory thread(Standing daemon) {
        return work -> Thread.ofPlatform().daemon().name("launcher").unstarted(() -> {
            if (daemon.niceness() < 0) {
                Libc.nice(-daemon.niceness());
            }
            work.run();
        });
    }

    @Override
    public Process launch(List<String> words, Map<String, String> environment, OutputPipe output, OutputPipe errors, boolean readsInput)
            throws IOException {
        List<String> lines = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> lines.add(name + "=" + value));
        if (!readsInput) {
            return new SpawnedProcess(inTurn(words, lines, nothing(), output, errors), OutputStream.nullOutputStream(), loop);
        }
        int[] input = Libc.pipe();
        try (var writer = new Closing(input[1]); var reader = new Closing(input[0])) {
            OutputStream toProgram = new FileOutputStream("/proc/self/fd/" + writer.descriptor());
            try {
                return new SpawnedProcess(inTurn(words, lines, reader.descriptor(), output, errors), toProgram, loop);
            } catch (IOException e) {
                toProgram.close();
                throw e;
            }
        }
    }

    @Override
    public boolean tellsFailures() {
        return true;
    }

    private record Closing(int descriptor) implements AutoCloseable {
        @Override
        public void close() {
            Libc.close(descriptor);
        }
    }

    private synchronized int nothing() throws IOException {
        if (nothing < 0) {
            nothing = Libc.openEmpty();
        }
        return nothing;
    }

    private int inTurn(List<String> words, List<String> environment, int input, OutputPipe output, OutputPipe errors) throws IOException {
        int[] streams = {input, output.writeEnd(), errors.writeEnd()};
        return threads.launch(() -> inherit(words, environment, streams));
    }

    private int inherit(List<String> words, List<String> environment, int[] streams) throws IOException {
        int score = daemon.oomScore() < 0 ? oomScore.get() : 0;
        boolean crowded = Math.max(streams[0], Math.max(streams[1], streams[2])) >= CROWDED;
        if (!crowded) {
            Libc.limitOpenFiles(usual);
        }
        try {
            if (score != 0) {
                oomScore.set(0);
            }
            return spawn.spawn(crowded ? through(limitProgram, words) : words, environment, streams);
        } finally {
            Libc.limitOpenFiles(limit);
            if (score != 0) {
                spareAgain(score);
            }
        }
    }

    private static List<String> through(List<String> program, List<String> words) {
        List<String> all = new ArrayList<>(program);
        all.addAll(words);
        return all;
    }

    private void spareAgain(int score) {
        try {
            oomScore.set(score);
        } catch (IOException e) {
            LOG.warn("this daemon is not spared any more when memory runs out: {} could not be set to {} again ({})", OomScore.FILE, score,
                    e.getMessage());
        }
    }
}
