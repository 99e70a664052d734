package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.systole.agents.Yard.Ran;
import io.systole.agents.Yard.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:Filesystem}: bind mounts, tmpfs and image files; a stand-in takes the place of an NFS server that hangs. */
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

    /** As the kernel writes them in its table of mounts they look otherwise. */
    @Test
    void aMountPointMayHaveAnyCharacter() {
        for (String name : List.of("a b", "back\\slash", "tab\tbed", "looks\\040so", "two\nlines", "a#b")) {
            target = yard.directory().resolve(name + "/below").toString();
            Resource site = bind(Map.of());

            List<Integer> codes = site.codes("monitor", "start", "monitor", "stop", "monitor");

            assertEquals(List.of(7, 0, 0, 0, 7), codes, name);
        }
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
        Resource disk = disk(image());

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
    void aBindMountLeavesProgramsAloneThatWorkInTheSource() {
        Resource site = bind(Map.of());
        site.run("start");
        yard.sh("cd " + source + " && sleep 300 > /dev/null 2>&1 &");

        Ran stopped = site.run("stop");

        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(0, yard.sh("pgrep -x sleep").code());
    }

    @Test
    void aServerThatHangsIsToldByTheDeepMonitorAndTheStopEndsAllTheSame() {
        useNfsStandIn();
        Resource share = share("nfs4", "vers=4.1,hard,timeo=50");
        List<Integer> codes = share.codes("validate-all", "start", "monitor", "start");
        yard.sh("cat '" + target + "/file' > /dev/null 2>&1 & until grep -q 'cat. D' /proc/$!/stat; do sleep 0.05; done");

        Ran deep = share.run("monitor", Map.of("OCF_CHECK_LEVEL", "10", "OCF_RESKEY_CRM_meta_timeout", "3000"));
        Ran stopped = share.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "8000"));

        assertEquals(List.of(0, 0, 0, 0), codes);
        assertEquals("server:/export " + target + " -o rw,vers=4.1,hard,timeo=50\n", yard.sh("cat /run/nfs-words").output());
        assertEquals(target + " cannot be read, or does not answer", deep.reason());
        assertEquals(0, stopped.code(), stopped.output());
        assertEquals(7, share.run("monitor").code());
    }

    @Test
    void anUnmountThatHangsIsLeftAndTheDeadShareDetached() {
        useNfsStandIn();
        Resource share = share("nfs", "vers=3,proto=tcp");
        share.run("start");
        Path hanging = yard.file("umount", "#!/bin/sh\ncase \"$*\" in *-l*) exec /run/umount \"$@\" ;; *) exec sleep 100 ;; esac\n");
        yard.sh("cp /usr/bin/umount /run/umount && chmod 755 " + hanging
            + " && mount --bind " + hanging + " /usr/bin/umount");

        Ran stopped = share.run("stop", Map.of("OCF_RESKEY_CRM_meta_timeout", "12000"));

        assertEquals(0, stopped.code(), stopped.output());
        assertTrue(stopped.output().contains("detaching it"), stopped.output());
        assertEquals(7, share.run("monitor").code());
    }

    @Test
    void aTypeThatIsWrongIsToldWithTheRightOne() {
        Ran started = yard.resource("Filesystem", Map.of("device", image(), "directory", target, "fstype", "xfs", "options", "loop"))
            .run("start");

        assertEquals(1, started.code(), started.output());
        assertTrue(started.reason().endsWith("; fstype=xfs, but the device holds ext4"), started.reason());
    }

    @Test
    void anImageThatIsMountedElsewhereIsRefusedWithThePlace() {
        String image = image();
        yard.sh("mkdir /run/elsewhere && mount -o loop " + image + " /run/elsewhere && ln -s " + image + " /run/link");

        Ran started = disk("/run/link").run("start");

        assertEquals(1, started.code(), started.output());
        assertEquals("/run/link is mounted on /run/elsewhere of this node already; unmount it there, and take it out of /etc/fstab if it "
            + "is there", started.reason());
    }

    @Test
    void anErrorThatOnlyTheKernelSawIsToldWhateverItDoesAfterwards() {
        Resource disk = disk(image());
        disk.run("start");
        String trigger = "d=$(sed -n 's#/dev/\\(loop[0-9]*\\) .*target.*#\\1#p' /proc/mounts); echo x > /sys/fs/ext4/$d/trigger_fs_error";
        int healthy = disk.run("monitor").code();

        Ran triggered = yard.sh(trigger);
        Ran goesOn = disk.run("monitor");
        yard.sh("mount -o remount,errors=remount-ro '" + target + "'; " + trigger);
        Ran stopsWriting = disk.run("monitor");

        assertEquals(0, triggered.code(), triggered.output());
        assertEquals(0, healthy);
        assertEquals("the kernel has found 1 errors in " + target + " since its start; look into its log, and check the file system (fsck)",
            goesOn.reason());
        assertTrue(stopsWriting.reason().contains("after an"), stopsWriting.reason());
        assertEquals(List.of(0, 0), disk.codes("stop", "start"));
        assertEquals(List.of(0, 0), disk.codes("monitor", "stop"));
    }

    @Test
    void aDiskThatCannotBeReadIsToldByTheDeepMonitor() {
        Resource disk = disk(image());
        disk.run("start");
        Path broken = yard.file("dd", "#!/bin/sh\necho \"dd: error reading '$1': Input/output error\" >&2; exit 1\n");
        yard.sh("chmod 755 " + broken + " && mount --bind " + broken + " $(readlink -f /usr/bin/dd)");

        Ran deep = disk.run("monitor", Map.of("OCF_CHECK_LEVEL", "10"));

        assertEquals(1, deep.code());
        assertTrue(deep.reason().startsWith("the disk of " + target + ", /dev/loop") && deep.reason().endsWith("Input/output error"),
            deep.reason());
    }

    @Test
    void aDiskThatAContainerOrABindMountStillHasIsNotGivenAway() {
        Resource disk = disk(image());
        Map<String, String> soon = Map.of("OCF_RESKEY_CRM_meta_timeout", "3000");
        disk.run("start");
        yard.sh("mkdir /run/other && mount --bind '" + target + "' /run/other");
        Ran bound = disk.run("stop", soon);
        yard.sh("umount /run/other");
        List<Integer> again = disk.codes("stop", "start");
        yard.sh("unshare --mount --propagation private sleep 300 > /dev/null 2>&1 & until pgrep -x sleep; do sleep 0.05; done");
        Ran contained = disk.run("stop", soon);
        yard.sh("pkill -x sleep; while pgrep -r DRST -x sleep; do sleep 0.05; done");

        assertEquals(target + " is unmounted, but its disk is also mounted on /run/other: stop that, or another node would mount the disk "
            + "at the same time", bound.reason());
        assertEquals(List.of(0, 0), again);
        assertTrue(contained.reason().contains("its disk is still mounted in the container of process sleep("), contained.reason());
        assertEquals(List.of(1, 1), List.of(bound.code(), contained.code()));
        assertEquals(0, disk.run("stop").code());
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
        assertMistake("validate-all", 6, "fstype=nfs4 contradicts the version in options=\"vers=3,hard\"; say fstype=nfs for NFS 3",
            Map.of("device", "server:/x", "directory", target, "fstype", "nfs4", "options", "vers=3,hard"));
        assertMistake("validate-all", 6, "NFS 4 does not run over UDP; remove udp from options=\"nfsvers=4.2,proto=udp\"",
            Map.of("device", "server:/x", "directory", target, "fstype", "nfs", "options", "nfsvers=4.2,proto=udp"));
        assertMistake("validate-all", 6, "option bg lets mount end before anything is mounted; remove it from options",
            Map.of("device", "server:/x", "directory", target, "fstype", "nfs", "options", "bg"));
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

    /** An image file with an empty ext4. */
    private String image() {
        String image = yard.directory().resolve("image").toString();
        Ran made = yard.sh("truncate -s 8M " + image + " && mkfs.ext4 -q " + image);
        assertEquals(0, made.code(), made.output());
        return image;
    }

    private Resource disk(String image) {
        return yard.resource("Filesystem", Map.of("device", image, "directory", target, "fstype", "ext4", "options", "loop"));
    }

    private Resource share(String type, String options) {
        target = yard.directory().resolve("share").toString();
        return yard.resource("Filesystem", Map.of("device", "server:/export", "directory", target, "fstype", type, "options", options));
    }

    /** In place of {@code mount.nfs}: notes its words and mounts what never answers, a FUSE file system without its program. */
    private void useNfsStandIn() {
        Ran made = yard.sh("""
            mkdir /run/upper /run/work && mount -t overlay -o lowerdir=/usr/sbin,upperdir=/run/upper,workdir=/run/work overlay /usr/sbin
            rm -f /usr/sbin/mount.nfs /usr/sbin/mount.nfs4
            cat > /usr/sbin/mount.nfs << 'END'
            #!/bin/sh
            echo "$*" > /run/nfs-words
            exec 3<> /dev/fuse
            mount -i -t fuse.nfs -o fd=3,rootmode=40000,user_id=0,group_id=0 "$1" "$2" || exit 32
            setsid sleep 300 > /dev/null 2>&1 < /dev/null &
            END
            chmod 755 /usr/sbin/mount.nfs && ln -s mount.nfs /usr/sbin/mount.nfs4
            """);
        assumeTrue(made.code() == 0, () -> "no overlay here: " + made.output());
        assumeTrue(yard.sh("exec 3<> /dev/fuse").code() == 0, "no FUSE here");
    }

    private Resource bind(Map<String, String> more) {
        var parameters = new TreeMap<>(Map.of("device", source, "directory", target, "fstype", "none", "options", "bind"));
        parameters.putAll(more);
        return yard.resource("Filesystem", parameters);
    }
}
