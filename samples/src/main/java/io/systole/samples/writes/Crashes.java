package io.systole.samples.writes;

import io.systole.samples.lab.Await;
import io.systole.samples.lab.LoopbackNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills daemons (SIGKILL) at moments of the seed, in the middle of writes, and starts them again some writes later: mostly one, so that
 * the others go on, now and then all at once.
 */
final class Crashes {
    private static final int ONE_IN = 12;
    private static final int ALL_IN = 10;
    private static final int LATEST_MILLIS = 60;
    private static final int LONGEST_AWAY = 10;

    private final SplittableRandom random;
    private final List<LoopbackNode> nodes;
    private Optional<LoopbackNode> down = Optional.empty();
    private int away;
    private int killed;

    Crashes(SplittableRandom random, List<LoopbackNode> nodes) {
        this.random = random;
        this.nodes = nodes;
    }

    /**
     * The next write begins: perhaps somebody will be killed during it, but not while the cluster is on its way back already.
     *
     * @param answering whether the last write was acknowledged
     * @return what is to be waited for after the write
     */
    Runnable strike(boolean answering) {
        if (down.isPresent()) {
            if (--away <= 0) {
                restart();
            }
            return () -> { };
        }
        if (!answering || random.nextInt(ONE_IN) != 0) {
            return () -> { };
        }
        boolean all = random.nextInt(ALL_IN) == 0;
        LoopbackNode victim = nodes.get(random.nextInt(nodes.size()));
        long delay = Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos();
        Thread killer = Thread.ofPlatform().name("killer").start(() -> {
            LockSupport.parkNanos(delay);
            (all ? nodes : List.of(victim)).forEach(LoopbackNode::killDaemon);
        });
        away = random.nextInt(1, LONGEST_AWAY);
        return () -> {
            join(killer);
            killed += all ? nodes.size() : 1;
            if (all) {
                nodes.forEach(Crashes::startAgain);
            } else {
                down = Optional.of(victim);
            }
        };
    }

    /** Everybody runs again. */
    void restart() {
        down.ifPresent(Crashes::startAgain);
        down = Optional.empty();
    }

    /** Somebody who is not down. */
    LoopbackNode anyone() {
        List<LoopbackNode> up = nodes.stream().filter(node -> down.filter(node::equals).isEmpty()).toList();
        return up.get(random.nextInt(up.size()));
    }

    int killed() {
        return killed;
    }

    /** A daemon that was just starting when it was to be killed is not found before it has its lock, so it is tried again. */
    private static void startAgain(LoopbackNode node) {
        Await.until("the killed daemon of " + node.name() + " is gone", Duration.ofSeconds(20), () -> {
            node.killDaemon();
            return node.daemon().isEmpty();
        });
        node.start();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
