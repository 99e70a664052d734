package io.systole.shell.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code sh} front puts a real {@code crm_mon} into the background, as {@code ocf:pacemaker:ClusterMon} asks for it. */
class MonitorFrontIT {
    private static final Path ROOT = Path.of(System.getProperty("systole.root", "..")).toAbsolutePath();

    @TempDir
    private Path directory;
    private Path crmMon;

    /** An installation: the front, what it sources, and a jar that leads to the classes under test. */
    @BeforeEach
    void install() throws IOException {
        Path home = directory.resolve("home");
        for (String part : List.of("bin", "lib", "libexec")) {
            Files.createDirectories(home.resolve(part));
        }
        crmMon = home.resolve("bin/crm_mon");
        Files.copy(ROOT.resolve("shell/src/main/dist/bin/crm"), crmMon);
        assertTrue(crmMon.toFile().setExecutable(true));
        Files.copy(ROOT.resolve("node/src/main/dist/libexec/find-java.sh"), home.resolve("libexec/find-java.sh"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(System.getProperty("java.class.path")
                .split(File.pathSeparator)).map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(home.resolve("lib/all.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
        Files.writeString(directory.resolve("cib.xml"), """
                <cib><configuration><crm_config/><nodes><node id="1" uname="n1"/></nodes><resources/><constraints/></configuration>
                <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>""");
    }

    @AfterEach
    void endWhatStays() throws Exception {
        if (Files.exists(pidFile())) {
            process().destroyForcibly();
        }
    }

    private Path pidFile() {
        return directory.resolve("mon.pid");
    }

    private ProcessHandle process() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip())).orElseThrow();
    }

    private record Outcome(int code, String output, String errors) {}

    private Outcome monitor(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(crmMon.toString()));
        command.addAll(List.of(words));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out).redirectError(err);
        builder.environment().put("CIB_file", directory.resolve("cib.xml").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    @Test
    void itReturnsWhenThePageIsThereAndStaysUntilItIsEnded() throws Exception {
        String pid = pidFile().toString();

        Outcome first = monitor("-p", pid, "-d", "-i", "15", "-r", "--output-as=html", "--output-to=" + directory.resolve("page.html"));

        assertEquals(new Outcome(0, "", ""), first);
        assertTrue(Files.readString(directory.resolve("page.html")).contains("Online: [ n1 ]"));
        ProcessHandle process = process();
        assertTrue(process.isAlive());

        Outcome second = monitor("-rd", "-p", pid, "-h", "other.html");

        assertEquals(new Outcome(100, "", "crm_mon: process " + process.pid() + " is running already, says " + pid + "\n"), second);
        assertFalse(Files.exists(directory.resolve("other.html")));

        process.destroy();
        process.onExit().get(60, TimeUnit.SECONDS);
        assertFalse(Files.exists(pidFile()), "the file of an ended process is gone");
    }

    @Test
    void whatIsWrongIsSaidBeforeItGoesIntoTheBackground() throws Exception {
        Outcome outcome = monitor("-d", "-h", directory.resolve("missing/page.html").toString());

        assertEquals(new Outcome(73, "", "crm_mon: " + directory.resolve("missing/page.html") + ": no such file or directory\n"), outcome);
    }
}
