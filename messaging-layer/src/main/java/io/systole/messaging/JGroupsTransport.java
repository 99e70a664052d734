package io.systole.messaging;

import io.systole.core.membership.LinkReport;
import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's wire by JGroups: sealed datagrams in a node list or a multicast group.
 *
 * <p>Any thread may call. {@link #start} blocks until this node has joined a cluster or founded one, about a second;
 * {@link #close} until it has left, at most some two seconds. {@code send} and {@code broadcast} put into a queue and
 * return; one thread of the transport empties it, since JGroups' flow control may make a sender wait for a slow member.
 * The listener is called on another thread. An instance joins once; to join again, make another with a greater
 * incarnation.
 */
public final class JGroupsTransport implements ClusterTransport {
    private static final Logger LOG = LoggerFactory.getLogger(JGroupsTransport.class);
    private static final long SEND_REST_MILLIS = 500;
    /** What is under way when the key changes must still be opened; who is not here then does not count. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final JGroupsSettings settings;
    private final MemberAddress self;
    private final KeyStore keyStore;
    private final KeyGuest guest;
    private final RefusedDatagrams refused = new RefusedDatagrams(System::nanoTime, LOG::warn);
    private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean wasDisplaced = new AtomicBoolean();
    private volatile ViewMembers members = ViewMembers.NONE;
    private volatile boolean open;
    private volatile ListenerThread listenerThread;
    private volatile JChannel channel;
    private volatile LinkMonitor monitor;
    private volatile KeyRing keys;
    private volatile KeyChange keyChange;
    private volatile Thread sender;

    /** A transport whose key is not kept anywhere, so a new one lasts as long as the process. */
    public JGroupsTransport(JGroupsSettings settings) {
        this(settings, KeyStore.none(), KeyGuest.none());
    }

    /**
     * A transport.
     *
     * @param keyStore where a new cluster key is kept
     * @param guest who needs a new cluster key too
     */
    public JGroupsTransport(JGroupsSettings settings, KeyStore keyStore, KeyGuest guest) {
        this.settings = settings;
        this.keyStore = keyStore;
        this.guest = guest;
        this.self = MemberAddress.of(new Member(settings.localNode(), settings.incarnation()));
    }

    @Override
    public void start(Listener listener) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a transport is started once");
        }
        listenerThread = new ListenerThread("systole-listener-" + settings.localNode(), listener);
        sender = Thread.ofPlatform().daemon().name("systole-sender-" + settings.localNode()).unstarted(this::sendAll);
        try {
            IncarnationGuard guard = new IncarnationGuard(self.member(), this::displaced);
            LinkTable table = LinkTable.of(settings);
            monitor = new LinkMonitor(table, settings.failureDetection(), System::nanoTime, Instant::now,
                    changed -> listenerThread.post(new Happening.LinkChanged(changed)), LOG::warn);
            KeyRing ring = new KeyRing(settings.clusterName(), settings.key(), keyStore, this::keyChanged);
            keys = ring;
            keyChange = new KeyChange(ring, guest, () -> members, (to, message) -> put(to, () -> Envelope.aboutKey(message)),
                    this::later);
            channel = ProtocolStackFactory.channel(settings, self,
                    ProtocolStackFactory.protocols(settings, table, ring, guard, refused, monitor));
            channel.setReceiver(new Incoming());
            channel.connect(settings.clusterName());
        } catch (Exception e) {
            leave();
            throw startFailed(e);
        }
        open = !wasDisplaced.get();
        sender.start();
        listenerThread.start();
    }

    @Override
    public void send(NodeName to, byte[] message) {
        if (to.equals(settings.localNode())) {
            if (open) {
                listenerThread.post(new Happening.Arrived(self, Long.MAX_VALUE, message.clone()));
            }
        } else {
            ViewMembers now = members;
            put(now.addresses().get(to), new Packed(new Envelope(now.number(), message)::bytes));
        }
    }

    @Override
    public void broadcast(byte[] message) {
        // One by one and not as a multicast: JGroups keeps no order between the two, but the contract does.
        ViewMembers now = members;
        Packed envelope = new Packed(new Envelope(now.number(), message)::bytes);
        for (MemberAddress each : now.addresses().values()) {
            if (!each.equals(self)) {
                put(each, envelope);
            }
        }
    }

    @Override
    public boolean endedAlone(Member former) {
        ProcessWatch watch = channel == null ? null : channel.getProtocolStack().findProtocol(ProcessWatch.class);
        return watch != null && watch.endedAlone(former);
    }

    @Override
    public void changeKey(boolean force, Consumer<KeyOutcome> done) {
        if (open) {
            keyChange.begin(self, force, done);
        } else {
            done.accept(new KeyOutcome(false, "this node is not in the cluster"));
        }
    }

    private void keyChanged(ClusterKey key) {
        later(GRACE, keys::retire);
        guest.use(key);
        guest.check(problem -> {
            if (!problem.isEmpty()) {
                LOG.warn("{} to the new cluster key: it is asked with the old one too until this daemon ends", problem);
            }
        });
    }

    private void later(Duration delay, Runnable what) {
        channel.getProtocolStack().getTransport().getTimer().schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public LinkReport links() {
        LinkMonitor known = monitor;
        SortedMap<String, Long> dropped = refused.counts();
        dropped.put("copies", refused.copies());
        return new LinkReport(known == null ? List.of() : known.states(), dropped);
    }

    @Override
    public void close() {
        open = false;
        if (sender != null && sender.isAlive() && Thread.currentThread() != sender) {
            outgoing.add(Outgoing.END);
            join(sender);
        }
        leave();
        if (listenerThread != null) {
            listenerThread.stop();
        }
    }

    /** How many datagrams were dropped since the start because they were not authentic, by reason. */
    public SortedMap<String, Long> refusedDatagrams() {
        return refused.counts();
    }

    /** For tests that cut this member off. */
    JChannel channel() {
        return channel;
    }

    private void put(MemberAddress to, Supplier<byte[]> message) {
        put(to, new Packed(message));
    }

    private void put(MemberAddress to, Packed envelope) {
        if (open && to != null) {
            outgoing.add(new Outgoing(to, envelope));
        }
    }

    private void sendAll() {
        try {
            for (Outgoing next = outgoing.take(); next != Outgoing.END; next = outgoing.take()) {
                transmit(next);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void transmit(Outgoing next) {
        try {
            channel.send(new BytesMessage(next.to(), next.message().bytes()));
        } catch (Exception e) {
            LOG.debug("a message to {} was lost: {}", next.to(), e.toString());
        }
    }

    /** Called on a thread of JGroups, maybe several times. */
    private void displaced(Member newer) {
        if (wasDisplaced.compareAndSet(false, true)) {
            LOG.error("another daemon has taken the name of this node: {} replaces {}; this one leaves the cluster",
                    newer, self.member());
            open = false;
            listenerThread.post(new Happening.Displaced(newer));
            Thread.ofVirtual().name("systole-displaced").start(this::leave);
        }
    }

    private void leave() {
        if (left.compareAndSet(false, true) && channel != null) {
            outgoing.add(Outgoing.END);
            channel.close();
            sender.interrupt();
        }
    }

    private static RuntimeException startFailed(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableAddressException unusable) {
                return new UncheckedIOException(unusable.getMessage(), unusable);
            }
        }
        return new IllegalStateException("joining the cluster failed: " + e.getMessage(), e);
    }

    private static void join(Thread thread) {
        try {
            thread.join(SEND_REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A message that waits to be sent. */
    private record Outgoing(MemberAddress to, Packed message) {
        static final Outgoing END = new Outgoing(null, null);
    }

    /** An envelope whose bytes are made once, by the thread that sends; compressing must not hold up the caller. */
    private static final class Packed {
        private Supplier<byte[]> maker;
        private byte[] bytes;

        Packed(Supplier<byte[]> maker) {
            this.maker = maker;
        }

        byte[] bytes() {
            if (bytes == null) {
                bytes = maker.get();
                maker = null;
            }
            return bytes;
        }
    }

    /** What JGroups calls; hands over at once. */
    private final class Incoming implements Receiver {
        @Override
        public void viewAccepted(View view) {
            if (wasDisplaced.get()) {
                // A view in which another process bears our name is not for us to act upon.
                return;
            }
            members = ViewMembers.of(view);
            keyChange.membersChanged(members);
            listenerThread.post(new Happening.ViewInstalled(members, view instanceof MergeView));
        }

        @Override
        public void receive(Message message) {
            if (message instanceof BytesMessage && message.getSrc() instanceof MemberAddress from) {
                byte[] bytes = message.getArray();
                try {
                    Optional<KeyMessage> aboutKey = Envelope.readAboutKey(bytes, message.getOffset(), message.getLength());
                    if (aboutKey.isPresent()) {
                        keyChange.received(from, aboutKey.get());
                    } else {
                        Envelope envelope = Envelope.read(bytes, message.getOffset(), message.getLength());
                        listenerThread.post(new Happening.Arrived(from, envelope.viewNumber(), envelope.message()));
                    }
                } catch (IOException bad) {
                    LOG.warn("dropped a message of {}: {}", from, bad.getMessage());
                }
            }
        }
    }
}
