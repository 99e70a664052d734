package io.systole.messaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Measures what a flood of datagrams costs a member: {@code ./systole bench flood [PACKETS-PER-SECOND [SECONDS]]}. Two members in
 * processes of their own on loopback; one is flooded by every kind of packet in turn, and the other one says something to it ten
 * times a second meanwhile.
 */
final class Flood {
    private static final int PAUSE_MILLIS = 100;

    private final int rate;
    private final int seconds;
    private final ClusterKey key = ClusterKey.generate();
    private final int port = LoopbackCluster.freePort();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Process flooded;
    private Process other;

    private Flood(int rate, int seconds) {
        this.rate = rate;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        new Flood(rate, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10).run();
    }

    private void run() throws IOException {
        Path directory = Files.createTempDirectory("flood");
        Path file = directory.resolve("key");
        new ClusterKeyFile(file).write(key);
        try {
            flooded = start(file, "n1", heard);
            other = start(file, "n2", new CopyOnWriteArrayList<>());
            RecordingListener.awaitTrue("two members", () -> heard.contains("membership: [n1#1, n2#1]"));
            System.out.printf(Locale.ROOT, "%-34s %10s %10s %9s %9s%n", "packets of 200 bytes", "sent/s", "dropped/s", "CPU %", "messages");
            bareSocket();
            measure("none", null);
            Random random = new Random(1);
            measure("noise", i -> bytes(random));
            Sealer stranger = new Sealer(ClusterKey.generate(), "datagram", JGroupsSettings.DEFAULT_CLUSTER_NAME);
            measure("sealed with another key", i -> stranger.seal(new byte[154], 0, 154));
            Sealer known = new Sealer(key, "datagram", JGroupsSettings.DEFAULT_CLUSTER_NAME);
            byte[] authentic = known.seal(new byte[0], 0, 0);
            measure("replayed", i -> authentic);
            measure("forged, of a known sender", i -> forged(known.seal(new byte[154], 0, 154)));
            measure("forged, of ever new senders", i -> forged(ByteBuffer.wrap(known.seal(new byte[154], 0, 154))
                    .putLong(SealedFrame.BOOT_ID, i).array()));
            measure("too large (20 kB)", i -> new byte[20_000]);
            List<String> memberships = heard.stream().filter(line -> line.startsWith("membership: ")).toList();
            System.out.println("memberships of the flooded member in all that time: " + memberships);
        } finally {
            flooded.destroyForcibly();
            other.destroyForcibly();
            Files.delete(file);
            Files.delete(directory);
        }
    }

    private Process start(Path file, String node, List<String> lines) throws IOException {
        Process process = new ProcessBuilder(MemberProcess.command(file, port, node, 1, List.of("n1=127.0.0.1", "n2=127.0.0.2")))
                .redirectErrorStream(true).start();
        BufferedReader reader = process.inputReader();
        Thread.ofVirtual().start(() -> reader.lines().forEach(lines::add));
        return process;
    }

    private static byte[] bytes(Random random) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] forged(byte[] frame) {
        frame[frame.length - 1] ^= 1;
        return frame;
    }

    /** The floor: what the same packets cost a program that only reads them. */
    private void bareSocket() throws IOException {
        int floor = LoopbackCluster.freePort();
        Process bare = BareSocket.launch(floor);
        try {
            Random random = new Random(1);
            flood(floor, i -> bytes(random), 1);
            Duration cpu = cpu(bare);
            long begin = System.nanoTime();
            int sent = flood(floor, i -> bytes(random), seconds);
            double span = (System.nanoTime() - begin) / 1e9;
            System.out.printf(Locale.ROOT, "%-34s %10.0f %10s %9.1f %9s%n", "noise, at a socket only read", sent / span, "-",
                    cpu(bare).minus(cpu).toNanos() / 1e7 / span, "-");
        } finally {
            bare.destroyForcibly();
        }
    }

    private void measure(String kind, IntFunction<byte[]> packet) throws IOException {
        // The first packets of a kind meet code that is not compiled yet.
        flood(port, packet, 1);
        long dropped = dropped();
        int messages = said();
        Duration cpu = cpu(flooded);
        long begin = System.nanoTime();
        int sent = flood(port, packet, seconds);
        double span = (System.nanoTime() - begin) / 1e9;
        double load = cpu(flooded).minus(cpu).toNanos() / 1e7 / span;
        System.out.printf(Locale.ROOT, "%-34s %10.0f %10.0f %9.1f %9d%n", kind, sent / span, (dropped() - dropped) / span, load,
                said() - messages);
    }

    private int flood(int to, IntFunction<byte[]> packet, int howLong) throws IOException {
        int sent = 0;
        try (DatagramChannel channel = DatagramChannel.open()) {
            var target = new InetSocketAddress("127.0.0.1", to);
            long begin = System.nanoTime();
            for (int step = 0; step < howLong * 1000 / PAUSE_MILLIS; step++) {
                other.getOutputStream().write('x');
                other.getOutputStream().flush();
                List<byte[]> made = new ArrayList<>();
                for (int i = 0; packet != null && i < rate * PAUSE_MILLIS / 1000; i++) {
                    made.add(packet.apply(sent + i));
                }
                // Not in one burst, which would only fill the receiver's buffer, but in portions of a millisecond.
                int portion = Math.max(1, made.size() / PAUSE_MILLIS);
                for (int i = 0; i < PAUSE_MILLIS; i++) {
                    for (byte[] one : made.subList(Math.min(made.size(), i * portion), Math.min(made.size(), (i + 1) * portion))) {
                        channel.send(ByteBuffer.wrap(one), target);
                        sent++;
                    }
                    long next = begin + (step * (long) PAUSE_MILLIS + i + 1) * 1_000_000;
                    while (System.nanoTime() < next) {
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                }
            }
        }
        return sent;
    }

    private int said() {
        return (int) heard.stream().filter("message from n2"::equals).count();
    }

    private long dropped() throws IOException {
        int before = heard.size();
        flooded.getOutputStream().write(MemberProcess.COUNT);
        flooded.getOutputStream().flush();
        RecordingListener.awaitTrue("counts", () -> heard.stream().skip(before).anyMatch(line -> line.startsWith("dropped: ")));
        String line = heard.stream().skip(before).filter(each -> each.startsWith("dropped: ")).findFirst().orElseThrow();
        long sum = 0;
        for (String number : line.replaceAll("[^0-9=,]", "").split(",")) {
            sum += Long.parseLong(number.substring(1));
        }
        return sum;
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
