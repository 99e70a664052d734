package io.systole.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packages of the core lie in layers as ARCHITECTURE.md lists them, and nowhere do arrows run in a circle. */
class PackageArrowsTest {
    private static final Pattern REFERENCE = Pattern.compile("io/systole/core/([a-z/]+)/[A-Z]");
    private static final Pattern LAYER = Pattern.compile("([a-z]+(?:, [a-z]+)*) {2,}\\S.*");

    @Test
    void everyPackageLooksDownOnly() throws IOException, URISyntaxException {
        Map<String, Integer> layers = layers();

        List<String> upwards = new ArrayList<>();
        arrows().forEach((from, all) -> all.stream()
                .filter(to -> layers.getOrDefault(top(from), -1) < layers.getOrDefault(top(to), -1))
                .forEach(to -> upwards.add(from + " -> " + to)));

        assertEquals(List.of(), upwards);
    }

    @Test
    void theListNamesEveryPackage() throws IOException, URISyntaxException {
        var there = new TreeSet<String>();
        arrows().keySet().forEach(name -> there.add(top(name)));

        var listed = new TreeSet<>(layers().keySet());

        assertEquals(there, listed);
    }

    @Test
    void noArrowsRunInACircle() throws IOException, URISyntaxException {
        SortedMap<String, SortedSet<String>> left = arrows();
        assertTrue(left.size() > 20, "only " + left.size() + " packages were looked at");

        boolean found = true;
        while (found) {
            found = left.values().removeIf(targets -> targets.stream().noneMatch(left::containsKey));
        }

        assertEquals(Map.of(), left, "these packages stand in or above a circle");
    }

    private static String top(String name) {
        return name.split("/")[0];
    }

    /** Which package refers to which others. */
    private static SortedMap<String, SortedSet<String>> arrows() throws IOException, URISyntaxException {
        var arrows = new TreeMap<String, SortedSet<String>>();
        for (ClassModel type : CompiledCore.classes()) {
            String internal = type.thisClass().asInternalName();
            Matcher own = REFERENCE.matcher(internal);
            if (!own.lookingAt()) {
                continue;
            }
            SortedSet<String> targets = arrows.computeIfAbsent(own.group(1), name -> new TreeSet<>());
            type.constantPool().forEach(entry -> {
                if (entry instanceof Utf8Entry text) {
                    REFERENCE.matcher(text.stringValue()).results().map(match -> match.group(1))
                            .filter(name -> !name.equals(own.group(1))).forEach(targets::add);
                }
            });
        }
        return arrows;
    }

    /** The number of each package's line in the list; 0 is the bottom. */
    private static Map<String, Integer> layers() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "ARCHITECTURE.md"));
        int begin = lines.indexOf("Inside `crm-core`, from the bottom:");
        assertTrue(begin >= 0, "ARCHITECTURE.md has lost its list of packages");
        var layers = new HashMap<String, Integer>();
        for (int i = begin + 3; !lines.get(i).startsWith("```"); i++) {
            Matcher line = LAYER.matcher(lines.get(i));
            if (line.matches()) {
                for (String name : line.group(1).split(", ")) {
                    layers.put(name, i);
                }
            }
        }
        return layers;
    }
}
