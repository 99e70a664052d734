package io.systole.lrm.instant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.ResourceId;
import io.systole.lrm.process.MarkedProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes are a resource's own, and which of them are masters. */
class ProcessTableTest {
    private static final ResourceId WEB = new ResourceId("web");
    private static final long INIT = 1;
    private static final long DAEMON = 50;

    private final List<ProcessTable.Entry> entries = new ArrayList<>();

    private void process(long pid, long parent, long session, String resource) {
        entries.add(new ProcessTable.Entry(new Sign.Program(pid, "p" + pid), pid, parent, session,
                Optional.of(resource).filter(text -> !text.isEmpty()), List.of("system.slice", "unit" + pid + ".service")));
    }

    private static ProcessTable.Wanted web(Set<Long> sessions, String unit, Set<Long> pids) {
        return new ProcessTable.Wanted(WEB, sessions, Optional.of(unit).filter(text -> !text.isEmpty()), pids);
    }

    private List<Long> masters(ProcessTable.Wanted wanted, Set<Long> atWork) {
        return new ProcessTable(entries).masters(wanted, atWork).stream().map(Sign.Program::pid).toList();
    }

    @Test
    void aMasterCountsAndItsWorkersDoNot() {
        process(100, INIT, 100, "web");
        process(101, 100, 100, "web");
        process(102, 101, 102, "web");
        process(200, INIT, 200, "db");

        assertEquals(List.of(100L), masters(web(Set.of(), "", Set.of()), Set.of()));
    }

    @Test
    void theSessionOfTheStartTellsWhoThrewHisEnvironmentAway() {
        process(100, INIT, 90, "");
        process(101, 100, 101, "");

        assertEquals(List.of(100L), masters(web(Set.of(90L), "", Set.of()), Set.of()));
    }

    @Test
    void theUnitOfSystemdTellsItsProcesses() {
        process(100, INIT, 100, "");
        process(101, INIT, 101, "");

        assertEquals(List.of(101L), masters(web(Set.of(), "unit101.service", Set.of()), Set.of()));
    }

    @Test
    void whatAPidFileNamesCountsAlsoAsAChild() {
        process(100, INIT, 100, "web");
        process(101, 100, 100, "web");

        assertEquals(List.of(100L, 101L), masters(web(Set.of(), "", Set.of(101L)), Set.of()));
    }

    @Test
    void agentsAtWorkAreNoPartOfTheResource() {
        process(DAEMON, INIT, DAEMON, "");
        process(300, DAEMON, 300, "web");
        process(301, 300, 300, "web");
        process(302, 301, 302, "web");

        assertEquals(List.of(), masters(web(Set.of(), "", Set.of()), Set.of(300L)));
    }

    @Test
    void whoWasBornDuringTheStartAndIsNobodysIsFound() {
        process(99, INIT, 99, "");
        process(100, INIT, 100, "");
        process(101, 100, 101, "");
        process(102, INIT, 102, "db");
        process(103, DAEMON, 103, "");
        process(111, INIT, 111, "");

        assertEquals(List.of(100L), new ProcessTable(entries).bornBetween(100, 110, Set.of()).stream().map(Sign.Program::pid).toList());
    }

    @Test
    void itIsReadAsTheKernelWritesIt(@TempDir Path proc) throws IOException {
        Path process = Files.createDirectory(proc.resolve("4711"));
        Files.writeString(process.resolve("stat"),
                "4711 (my (odd) name) S 1 4711 4700 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 100 18446744073709551615\n");
        Files.write(process.resolve("environ"),
                "A=1\0SYSTOLE_NODE=n1 /tmp\0OCF_RESOURCE_INSTANCE=wéb:0\0".getBytes(StandardCharsets.UTF_8));
        Files.writeString(process.resolve("cgroup"), "0::/system.slice/apache2.service\n");
        Files.createDirectory(proc.resolve("4712"));

        ProcessTable table = ProcessTable.read(proc, new MarkedProcesses("n1 /tmp"));
        ProcessTable foreign = ProcessTable.read(proc, new MarkedProcesses("n2 /tmp"));

        var wanted = new ProcessTable.Wanted(new ResourceId("wéb:0"), Set.of(), Optional.empty(), Set.of());
        assertEquals(List.of(new Sign.Program(4711, "my (odd) name")), table.masters(wanted, Set.of()));
        assertEquals(List.of(), foreign.masters(wanted, Set.of()));
        assertEquals(List.of(4711L), foreign.masters(web(Set.of(4700L), "", Set.of()), Set.of()).stream().map(Sign.Program::pid).toList());
        assertEquals(1, foreign.masters(web(Set.of(), "apache2.service", Set.of()), Set.of()).size());
        assertEquals(1, foreign.bornBetween(987654, 987654, Set.of()).size());
    }
}
