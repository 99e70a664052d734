package io.systole.core.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Our own figures for one CIB, from a warm JVM with a heap of at most 1 GiB.
 *
 * @param cpuMillis CPU time of one schedule, the median
 * @param allocatedMebi memory allocated for one schedule, the median
 * @param heapMebi the greatest use of the heap, the CIB and garbage included
 */
record Measurement(double cpuMillis, double allocatedMebi, double heapMebi) {
    /** Measures in a JVM of its own. */
    static Measurement of(Path cib, Effort effort) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(SchedulerBenchmark.class.getName())
                .param("file", cib.toString())
                .addProfiler(Consumption.class)
                .forks(1)
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .warmupIterations(effort.warmups())
                .warmupBatchSize(effort.schedules())
                .measurementIterations(effort.runs())
                .measurementBatchSize(effort.schedules())
                .timeout(TimeValue.minutes(3))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build()).run();
        return new Measurement(
                median(results, Consumption.CPU) / effort.schedules(), median(results, Consumption.ALLOCATED) / effort.schedules(),
                Collections.max(values(results, Consumption.HEAP)));
    }

    private static double median(Collection<RunResult> results, String name) {
        List<Double> sorted = values(results, name).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static List<Double> values(Collection<RunResult> results, String name) {
        var values = new ArrayList<Double>();
        results.forEach(run -> run.getBenchmarkResults().forEach(fork -> fork.getIterationResults().forEach(iteration ->
                values.add(iteration.getSecondaryResults().get(name).getScore()))));
        return values;
    }
}
