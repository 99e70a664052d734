package io.systole.lrm.instant;

import java.net.InetAddress;

/** Something that the kernel shows while a resource is active. When it goes away, the resource is worth a look. */
sealed interface Sign {
    /** What has happened when it is no more, as half a sentence. */
    String gone();

    /** An address of this node, on whatever interface. */
    record Address(InetAddress address) implements Sign {
        @Override
        public String gone() {
            return "address " + address.getHostAddress() + " is gone";
        }
    }

    /** Something is mounted here. */
    record Mount(String point) implements Sign {
        @Override
        public String gone() {
            return "nothing is mounted on " + point + " any more";
        }
    }

    /**
     * A process.
     *
     * @param pid its number
     * @param name its name, for people
     */
    record Program(long pid, String name) implements Sign {
        @Override
        public String gone() {
            return "process " + name + " (" + pid + ") has ended";
        }
    }
}
