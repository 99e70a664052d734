package io.systole.core.scheduler.snapshot;

import io.systole.core.scheduler.bundle.BundleDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a resource of kind BUNDLE is made of: its replicas, and the clone of what runs inside them (rule 2:P-001). */
public final class Bundle {
    private final BundleDefinition definition;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Resource> containers = new ArrayList<>();
    private final Resource inner;

    Bundle(BundleDefinition definition, Resource inner) {
        this.definition = definition;
        this.inner = inner;
    }

    /** What the configuration asks for. */
    public BundleDefinition definition() {
        return definition;
    }

    /** All replicas, by number. */
    public List<Replica> replicas() {
        return Collections.unmodifiableList(replicas);
    }

    /** The clone of what runs inside; empty if the containers look after themselves. */
    public Optional<Resource> inner() {
        return Optional.ofNullable(inner);
    }

    /** The containers, by number of their replica. */
    public List<Resource> containers() {
        return Collections.unmodifiableList(containers);
    }

    /** The replica whose node this is. */
    public Optional<Replica> on(Node node) {
        return replicas.stream().filter(replica -> replica.node != null && replica.node == node).findFirst();
    }

    void add(Replica replica) {
        replicas.add(replica);
        containers.add(replica.container);
    }

    /** One container with its address, and with the connection to what runs inside. */
    public static final class Replica {
        private final int number;
        private final String address;
        private final Resource container;
        private final Resource ip;
        private final Resource connection;
        private final Resource child;
        private final Node node;

        Replica(int number, String address, Resource container, Resource ip, Resource connection, Resource child, Node node) {
            this.number = number;
            this.address = address;
            this.container = container;
            this.ip = ip;
            this.connection = connection;
            this.child = child;
            this.node = node;
        }

        public int number() {
            return number;
        }

        /** Its address as text; empty if it has none of its own. */
        public Optional<String> address() {
            return Optional.ofNullable(address);
        }

        public Resource container() {
            return container;
        }

        /** The resource that sets up the address. */
        public Optional<Resource> ip() {
            return Optional.ofNullable(ip);
        }

        /** The connection to what runs inside. */
        public Optional<Resource> connection() {
            return Optional.ofNullable(connection);
        }

        /** What runs inside: an instance of {@link Bundle#inner}. */
        public Optional<Resource> child() {
            return Optional.ofNullable(child);
        }

        /** The node that the connection makes; what runs inside runs there and nowhere else. */
        public Optional<Node> node() {
            return Optional.ofNullable(node);
        }

        @Override
        public String toString() {
            return container.id();
        }
    }
}
