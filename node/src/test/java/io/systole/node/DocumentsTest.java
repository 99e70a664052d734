package io.systole.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: classes, places, links and decisions. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern QUOTED_TYPE = Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.[a-z]\\w+)?`");
    private static final Pattern CAMEL_CASE = Pattern.compile("\\b([A-Z][a-z]+[A-Z]\\w*|[A-Z]{2}[a-z]\\w*|[A-Z]{2,}[a-z]+[A-Z]\\w*)\\b");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    /** Programs of others that are written like a class. */
    private static final Set<String> OTHERS = Set.of("JGroups");

    @Test
    void everyClassNamedInArchitectureExists() throws IOException {
        String text = Files.readString(ROOT.resolve("ARCHITECTURE.md"));

        Set<String> missing = names(text, QUOTED_TYPE);
        missing.addAll(names(text, CAMEL_CASE));
        assertTrue(missing.size() > 30, "only these names were found: " + missing);
        missing.removeAll(OTHERS);
        missing.removeAll(typesAndAgents());

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyPlaceInTheTablesOfReadmeExists() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("README.md")).stream().filter(line -> line.startsWith("| ")).toList();

        var missing = new TreeSet<String>();
        int seen = 0;
        for (String row : rows) {
            String module = "";
            for (String place : names(row.contains("/` |") ? row.substring(0, row.indexOf("/` |") + 2) : lastCell(row), QUOTED)) {
                module = place.startsWith("…") ? module : place.split("/")[0];
                if (!exists(place.startsWith("…") ? module + "/" + place : place)) {
                    missing.add(place);
                }
                seen++;
            }
        }

        assertEquals(Set.of(), missing);
        assertTrue(seen > 15, "only " + seen + " places were found");
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        var broken = new TreeSet<String>();
        for (Path document : documents()) {
            names(Files.readString(document), LINK).stream()
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> broken.add(ROOT.relativize(document) + ": " + target));
        }

        assertEquals(Set.of(), broken);
    }

    @Test
    void theIndexOfDecisionsIsComplete() throws IOException {
        Path folder = ROOT.resolve("doc/adr");
        Set<String> indexed = names(Files.readString(folder.resolve("README.md")), LINK);

        try (Stream<Path> files = Files.list(folder)) {
            Set<String> there = files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(there, indexed);
        }
    }

    private static Set<String> names(String text, Pattern pattern) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lastCell(String row) {
        String cells = row.substring(0, row.lastIndexOf('|'));
        return cells.substring(cells.lastIndexOf('|') + 1);
    }

    /** An ellipsis stands for the way to the packages. */
    private static boolean exists(String place) throws IOException {
        if (!place.contains("…")) {
            return Files.exists(ROOT.resolve(place));
        }
        String[] parts = place.split("/…/");
        try (Stream<Path> ways = Files.walk(ROOT.resolve(parts[0]).resolve("src/main/java"))) {
            return ways.anyMatch(way -> Files.isDirectory(way) && way.endsWith(parts[1]));
        }
    }

    private static Set<String> typesAndAgents() throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".java")) {
                    names.addAll(names(Files.readString(file), TYPE));
                } else if (file.toString().contains("/src/main/ocf/resource.d/")) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            return files.filter(file -> file.toString().endsWith(".md") && !file.toString().contains("/target/")).sorted().toList();
        }
    }
}
