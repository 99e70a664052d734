package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:Filesystem}: bind mounts, tmpfs and image files; NFS needs a kernel that has it. */
class FilesystemIT {
    private Yard yard;
    private String source;
    private String target;

    @BeforeEach
    void open() {
        yard = Yard.open("mount", "find");
        source = yard.directory().resolve("source").toString();
        target = yard.directory().resolve("a target/below").toString();
        yard.sh("mkdir -p " + source + "; echo hello > " + source + "/file");
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    @Test
    void bindsADirectoryAndMakesTheMountPoint() {
        Resource site = bind(Map.of());

        List<Integer> codes = site.codes("stop", "monitor", "start", "monitor", "start", "reload-agent", "stop", "monitor", "stop");

        assertEquals(List.of(0, 7, 0, 0, 0, 0, 0, 7, 0), codes);
    }

    @Test
    void monitorsReadAndWriteAtHigherLevels() {
        Resource memory = yard.resource("Filesystem", Map.of("device", "x", "directory", target, "fstype", "tmpfs"));
        memory.run("start");

        int read = memory.run("monitor", Map.of("OCF_CHECK_LEVEL", "10")).code();
        int write = memory.run("monitor", Map.of("OCF_CHECK_LEVEL", "20")).code();
        yard.sh("mount -o remount,ro '" + target + "'");
        Ran readOnly = memory.run("monitor");

        assertEquals(List.of(0, 0), List.of(read, write));
        assertEquals(target + " has become read-only, probably after an I/O error; look into the kernel's log", readOnly.reason());
        assertEquals(0, memory.run("stop").code());
    }

    @Test
    void mountsAnImageFileAndChecksItFirst() {
        String image = yard.directory().resolve("image").toString();
        Ran made = yard.sh("truncate -s 16M " + image + " && mkfs.ext4 -q " + image);
        assertEquals(0, made.code(), made.output());
        Resource disk = yard.resource("Filesystem", Map.of("device", image, "directory", target, "fstype", "ext4", "options", "loop"));

        List<Integer> codes = disk.codes("start", "monitor", "start", "stop", "monitor");

        assertEquals(List.of(0, 0, 0, 0, 7), codes);
    }

    @Test
    void endsProgramsThatUseItEvenStubbornOnes() {
        Resource site = bind(Map.of());
        site.run("start");
        yard.sh("cd '" + target + "' && (trap '' TERM; exec sleep 300) > /dev/null 2>&1 &");
        yard.sh("(exec 3< '" + target + "/file'; exec sleep 301) > /dev/null 2>&1 &");

        Ran stopped = site.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(7, site.run("monitor").code());
        assertEquals(1, yard.sh("pgrep -r DRST -x sleep").code());
    }

    @Test
    void leavesProgramsAloneIfToldSoAndNamesThem() {
        Resource site = bind(Map.of("force_unmount", "false"));
        site.run("start");
        yard.sh("cd '" + target + "' && sleep 300 > /dev/null 2>&1 &");

        Ran stopped = site.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "5000"));

        assertEquals(1, stopped.code(), stopped.output());
        assertTrue(stopped.reason().contains("cannot unmount " + target) && stopped.reason().contains("used by sleep("),
            stopped.reason());
        assertEquals(0, site.run("monitor").code());
    }

    @Test
    void unmountsWhatWasMountedBelow() {
        Resource memory = yard.resource("Filesystem", Map.of("device", "x", "directory", target, "fstype", "tmpfs"));
        memory.run("start");
        yard.sh("mkdir '" + target + "/deeper' && mount -t tmpfs y '" + target + "/deeper'");

        Ran stopped = memory.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals("", yard.sh("grep target /proc/mounts").output());
    }

    @Test
    void refusesAMountPointThatIsTakenByAnother() {
        yard.sh("mkdir -p '" + target + "' && mount -t tmpfs other '" + target + "'");

        Ran started = bind(Map.of()).run("start");

        assertEquals(1, started.code());
        assertEquals("other is mounted on " + target + " already, not " + source + "; unmount it first", started.reason());
    }

    @Test
    void tellsWhatIsWrongWithTheParameters() {
        assertMistake("start", 2, "device=/no/such does not exist on this node; check the path, the cable or the resource that provides it",
            Map.of("device", "/no/such", "directory", target, "options", "bind"));
        assertMistake("start", 5, "fstype=nosuchfs is not known to the kernel of this node; load its module or correct fstype",
            Map.of("device", source, "directory", target, "fstype", "nosuchfs"));
        assertMistake("validate-all", 6, "device=\"server\" is no NFS export; write server:/path",
            Map.of("device", "server", "directory", target, "fstype", "nfs"));
        assertMistake("validate-all", 6, "directory=\"srv\" is not an absolute path; it must begin with /",
            Map.of("device", source, "directory", "srv"));
        assertMistake("validate-all", 2, "directory=" + source + "/file is a file on this node; remove it or choose another mount point",
            Map.of("device", source, "directory", source + "/file"));
    }

    private void assertMistake(String action, int code, String reason, Map<String, String> parameters) {
        Ran ran = yard.resource("Filesystem", parameters).run(action);
        assertEquals(reason, ran.reason());
        assertEquals(code, ran.code());
    }

    private Resource bind(Map<String, String> more) {
        var parameters = new TreeMap<>(Map.of("device", source, "directory", target, "fstype", "none", "options", "bind"));
        parameters.putAll(more);
        return yard.resource("Filesystem", parameters);
    }
}
