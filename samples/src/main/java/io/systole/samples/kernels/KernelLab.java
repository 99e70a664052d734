package io.systole.samples.kernels;

import io.systole.samples.lab.Folder;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Namespaces;
import io.systole.samples.lab.TearDown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Some machines with kernels of their own on one bridge. Closing it removes everything but image and programs, which are kept for the next
 * one; so does making a laboratory of the same name, and the end of an interrupted program.
 */
public final class KernelLab implements AutoCloseable {
    private static final int FIRST_NODE = 11;
    private static final Path MODULES = Path.of("/usr/lib/uml/modules");

    private final Namespaces namespaces;
    private final Path work;
    private final List<KernelNode> nodes = new ArrayList<>();
    private final TearDown end = new TearDown(this::tearDown);

    private KernelLab(String name) {
        this.namespaces = new Namespaces(name);
        this.work = Path.of(System.getProperty("java.io.tmpdir"), "systole-kernels-" + name);
    }

    /**
     * What is needed to make laboratories.
     *
     * @param folder where image and copied programs are kept
     * @param installation the installation tree whose programs the nodes run
     * @param packages of Debian that the machines need besides what every machine has
     * @param install whether missing packages of the host may be installed
     */
    public record Supplies(Path folder, Path installation, List<String> packages, boolean install) {}

    /**
     * Makes a laboratory; no machine has power yet. The first time for a folder the image is made, which takes a minute or two.
     *
     * @param name tells laboratories of one machine apart; short, letters and digits
     * @param nodeNames the machines; the first has the address 10.77.0.11
     * @param progress is told what takes long
     * @throws LabException if this machine lacks something, with what it is
     */
    public static KernelLab make(String name, Supplies supplies, List<String> nodeNames, Consumer<String> progress) {
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw new LabException(obstacle);
        }
        KernelImage.prepareHost(supplies.install);
        progress.accept("root image and programs of the nodes, kept in " + supplies.folder);
        Path image = KernelImage.make(supplies.folder.toAbsolutePath(), supplies.packages);
        Path programs = KernelPrograms.copy(supplies.folder.toAbsolutePath(), supplies.installation);
        var lab = new KernelLab(name);
        lab.removeEverything();
        lab.end.arm();
        try {
            lab.prepare(image, programs, nodeNames);
            return lab;
        } catch (RuntimeException failed) {
            lab.close();
            throw failed;
        }
    }

    private static String obstacle() {
        String obstacle = Lab.obstacle();
        return obstacle.isEmpty() && !Files.exists(Path.of("/dev/net/tun")) ? "there is no /dev/net/tun, which is needed for the network"
                + " of nodes with a kernel of their own" : obstacle;
    }

    private void prepare(Path image, Path programs, List<String> nodeNames) {
        try (InputStream init = KernelLab.class.getResourceAsStream("node-init.sh")) {
            Files.createDirectories(work);
            Files.write(work.resolve("node-init.sh"), init.readAllBytes());
            Files.writeString(work.resolve("settings.sh"), "JAVA_HOME='" + System.getProperty("java.home") + "'\nSYSTOLE_HOME='" + programs
                    + "'\nJAVA_TOOL_OPTIONS='" + KernelPrograms.JAVA_FLAGS + "'\nMODULES='" + MODULES + "'\n", StandardCharsets.UTF_8);
            namespaces.makeBridges(1);
            var hosts = new StringBuilder("127.0.0.1 localhost\n");
            for (String name : nodeNames) {
                int number = nodes.size() + 1;
                String address = Lab.NETWORK + (FIRST_NODE + nodes.size());
                nodes.add(new KernelNode(name, address, number, work, image, namespaces));
                hosts.append(address).append(' ').append(name).append('\n');
            }
            Files.writeString(work.resolve("hosts"), hosts);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the files of the lab in " + work, failed);
        }
    }

    /** The machines, in the order given. */
    public List<KernelNode> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Does the same with several machines at the same time.
     *
     * @throws LabException the first one that one of them has thrown, when all are done
     */
    public static void together(List<KernelNode> nodes, Consumer<KernelNode> what) {
        try (var threads = Executors.newCachedThreadPool()) {
            List<Callable<Object>> tasks = new ArrayList<>();
            nodes.forEach(node -> tasks.add(Executors.callable(() -> what.accept(node))));
            for (Future<Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new LabException("failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        end.close();
    }

    private void tearDown() {
        nodes.forEach(KernelNode::powerOff);
        removeEverything();
    }

    private void removeEverything() {
        namespaces.removeAll();
        Folder.delete(work);
    }
}
