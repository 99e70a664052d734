package io.systole.messaging;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.util.Responses;

/**
 * Looks for the others of a node list when this node starts. JGroups' own discovery gives up after a fixed time, founds a cluster of one,
 * and merges seconds later; on a busy machine, or in a JVM that has just started, that happens although the others have answered at once.
 * This one goes on as long as the kernel of one of them says that a daemon is there, and ends as soon as all have answered.
 */
final class PatientDiscovery extends TCPPING {
    /** Further rounds of questions, each of the usual time, if there is a daemon that has not answered. */
    private static final int MORE_ROUNDS = 6;
    private static final long LOOK_MILLIS = 50;
    private static final int KNOCK_MILLIS = 200;

    private final List<InetSocketAddress> doors;
    private final int others;

    /**
     * A discovery that has asked nobody yet.
     *
     * @param others how many other nodes are listed
     * @param doors where their process watch listens, each of their links
     */
    PatientDiscovery(int others, List<InetSocketAddress> doors) {
        id = ClassConfigurator.getProtocolId(TCPPING.class);
        this.others = others;
        this.doors = List.copyOf(doors);
    }

    @Override
    public Responses findMembers(List<Address> members, boolean initial, boolean async, long timeout) {
        Responses found = super.findMembers(members, initial, async, timeout);
        if (!initial) {
            return found;
        }
        await(found, timeout);
        for (int round = 0; round < MORE_ROUNDS && found.isEmpty() && somebodyIsThere(); round++) {
            log.debug("%s: nobody has answered, but there is a daemon: asking again", local_addr);
            found.done();
            found = super.findMembers(members, true, async, timeout);
            await(found, timeout);
        }
        return found.done();
    }

    private void await(Responses found, long timeout) {
        long end = System.nanoTime() + timeout * 1_000_000;
        while (found.size() < others && System.nanoTime() - end < 0 && !found.waitFor(LOOK_MILLIS)) {
            log.trace("%s: %d of %d have answered", local_addr, found.size(), others);
        }
    }

    /** A kernel opens the door for a daemon that is too busy to answer; who is behind it is not believed to be anybody. */
    private boolean somebodyIsThere() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var knocks = new ExecutorCompletionService<Boolean>(threads);
            List<Future<Boolean>> all = new ArrayList<>();
            doors.forEach(door -> all.add(knocks.submit(() -> opens(door))));
            boolean open = false;
            for (int i = 0; i < all.size() && !open; i++) {
                open = knocks.take().get();
            }
            return open;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a knock failed", bug.getCause());
        }
    }

    private static boolean opens(InetSocketAddress door) {
        try (Socket socket = new Socket()) {
            socket.connect(door, KNOCK_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
