package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder {@code scheduler/CONCERN/CASE} holds a CIB and what comes of it. With {@code -Dgolden.rewrite=true} the
 * expectations are written anew; a rewritten file is committed only if its difference can be explained. Where a {@code scores.txt}
 * is, score lines are compared as well.
 */
class SchedulerGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/scheduler");
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.getFileName().toString().equals("cib.xml")).map(Path::getParent).sorted().toList();
        }
    }

    static Cib read(Path folder) throws IOException {
        return CibReader.cib(Files.readAllBytes(folder.resolve("cib.xml")));
    }

    static Instant now(Cib cib) {
        return Instant.ofEpochSecond(Long.parseLong(cib.root().get("execution-date")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesAsWritten(Path folder) throws IOException {
        Cib cib = read(folder);

        String summary = ScheduleSummary.of(cib, now(cib));

        Path expectation = folder.resolve("summary.txt");
        if (REWRITE) {
            Files.writeString(expectation, summary);
        }
        assertEquals(Files.readString(expectation), summary);
    }

    static List<Path> casesWithScores() throws IOException {
        return cases().stream().filter(folder -> Files.exists(folder.resolve("scores.txt"))).toList();
    }

    @ParameterizedTest
    @MethodSource("casesWithScores")
    void tellsScoresAsWritten(Path folder) throws IOException {
        Cib cib = read(folder);
        var lines = new ArrayList<String>();

        Scheduler.schedule(cib, now(cib), ZoneOffset.UTC, line -> lines.add(ScoreText.of(line)));

        Path expectation = folder.resolve("scores.txt");
        if (REWRITE) {
            Files.write(expectation, lines);
        }
        assertEquals(Files.readAllLines(expectation), lines);
    }

    @Test
    void thereAreCasesForEveryConcern() throws IOException {
        List<Path> folders = cases();

        long concerns = folders.stream().map(Path::getParent).distinct().count();

        assertTrue(folders.size() >= 40 && concerns >= 10, folders.size() + " cases in " + concerns + " concerns");
    }
}
