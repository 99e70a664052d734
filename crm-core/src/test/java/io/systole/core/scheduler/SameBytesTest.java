package io.systole.core.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.scheduler.order.GraphXml;
import io.systole.core.scheduler.random.Feature;
import io.systole.core.scheduler.random.RandomCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same cluster gives the same bytes in every virtual machine, whatever its hash codes are and however its sets happen to lie. */
class SameBytesTest {
    private static final int SEEDS = 300;

    /** Prints a line for each cluster; runs in a virtual machine of its own. */
    public static void main(String[] none) throws NoSuchAlgorithmException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Set<Feature> all = EnumSet.allOf(Feature.class);
            Cib cib = seed % 4 == 0 ? RandomCluster.withBundles(seed, all) : RandomCluster.of(seed, all);
            Schedule schedule = Scheduler.schedule(cib, RandomCluster.NOW, ZoneOffset.UTC);
            String text = CibWriter.text(GraphXml.of(schedule.plan(), schedule.graph())) + schedule.explanations() + schedule.problems();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            System.out.println("seed " + seed + " " + HexFormat.of().formatHex(digest));
        }
    }

    @Test
    void twoVirtualMachinesWithOtherHashCodesGiveTheSame() throws IOException, InterruptedException {
        List<String> one = linesOf("-XX:hashCode=0");
        List<String> other = linesOf("-XX:hashCode=2");

        assertEquals(SEEDS, one.size(), () -> one.stream().limit(5).toList().toString());
        assertEquals(one, other);
        assertTrue(one.stream().map(line -> line.split(" ")[2]).distinct().count() > SEEDS / 2, "the clusters hardly differ");
    }

    private static List<String> linesOf(String option) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-XX:+UnlockExperimentalVMOptions", option, "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), SameBytesTest.class.getName()).redirectErrorStream(true).start();
        List<String> lines;
        try (Stream<String> text = process.inputReader(StandardCharsets.UTF_8).lines()) {
            lines = text.toList();
        }
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines;
    }
}
