package io.systole.core.bench;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One run of the whole scheduler, from a CIB in memory to the graph with its reasons. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SchedulerBenchmark {
    /** After the last change in the generated histories. */
    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

    /** The CIB file. */
    @Param("")
    public String file;

    private Cib cib;

    /** Reading is not measured. */
    @Setup
    public void read() throws IOException {
        cib = CibReader.cib(Files.readAllBytes(Path.of(file)));
    }

    /** What is measured. */
    @Benchmark
    public Schedule schedule() {
        return Scheduler.schedule(cib, NOW, ZoneOffset.UTC);
    }
}
