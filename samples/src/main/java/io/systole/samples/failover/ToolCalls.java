package io.systole.samples.failover;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabNode;
import java.util.List;
import java.util.stream.Stream;

/** Times calls of a subject's tools on a node, from the start of each process to its end, as a shell sees it. */
final class ToolCalls {
    /** Words: how often, how many calls count as one, then the call. Prints microseconds. EPOCHREALTIME costs no process. */
    private static final String LOOP = "n=$1; k=$2; shift 2; i=0; while [ $i -lt $n ]; do a=$EPOCHREALTIME; j=0;"
            + " while [ $j -lt $k ]; do \"$@\" >/dev/null 2>&1 || exit 1; j=$((j+1)); done; b=$EPOCHREALTIME;"
            + " echo $(( ${b/[.,]/} - ${a/[.,]/} )); i=$((i+1)); done";

    private final CrmSubject subject;
    private final LabNode node;

    ToolCalls(CrmSubject subject, LabNode node) {
        this.subject = subject;
        this.node = node;
    }

    /** The milliseconds of each of so many measurements of so many calls each. */
    List<Double> milliseconds(int measurements, int calls, String... call) {
        Command loop = subject.tool(Stream.concat(Stream.of("bash", "-c", LOOP, "calls", Integer.toString(measurements),
                Integer.toString(calls)), Stream.of(call)).toArray(String[]::new));
        return node.command(loop).run().orFail().lines().filter(line -> line.matches("\\d+"))
                .map(line -> Long.parseLong(line) / 1000.0).toList();
    }
}
