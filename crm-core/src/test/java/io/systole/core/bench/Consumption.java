package io.systole.core.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collection;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What one iteration took: CPU time of the whole process, so garbage collection and compilation count too and other load on the
 * machine hardly does; memory allocated; and the greatest use of the heap, garbage included.
 */
public final class Consumption implements InternalProfiler {
    static final String CPU = "cpu";
    static final String ALLOCATED = "allocated";
    static final String HEAP = "heap";
    private static final double MEBI = 1 << 20;

    private long cpu;
    private long allocated;

    @Override
    public String getDescription() {
        return "CPU time of the process, allocated memory, peak of the heap";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        allocated = read("java.lang:type=Threading", "TotalThreadAllocatedBytes");
        cpu = read("java.lang:type=OperatingSystem", "ProcessCpuTime");
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long used = read("java.lang:type=OperatingSystem", "ProcessCpuTime") - cpu;
        long made = read("java.lang:type=Threading", "TotalThreadAllocatedBytes") - allocated;
        long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return List.of(
                new ScalarResult(CPU, used / 1e6, "ms", AggregationPolicy.AVG),
                new ScalarResult(ALLOCATED, made / MEBI, "MiB", AggregationPolicy.AVG),
                new ScalarResult(HEAP, peak / MEBI, "MiB", AggregationPolicy.MAX));
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }

    /** Attributes of this JDK's beans that the standard interfaces do not have. */
    private static long read(String bean, String attribute) {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(bean), attribute);
        } catch (JMException otherJdk) {
            throw new IllegalStateException("this Java does not tell " + attribute + "; use one that is made from OpenJDK", otherJdk);
        }
    }
}
