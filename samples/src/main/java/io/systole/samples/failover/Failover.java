package io.systole.samples.failover;

import io.systole.samples.lab.Await;
import java.time.Duration;
import java.util.List;

/** {@code ./systole bench failover}: how long a client hears nothing from an address whose holder dies, hands over, or loses it. */
public final class Failover extends Bench {
    private Failover() {
        super("failover");
    }

    /** The program; {@code systole.home} names the installation tree. */
    public static void main(String[] words) {
        new Failover().compare(words);
    }

    @Override
    List<Subject> subjects() {
        return List.of(new SystoleSubject("fast"), new SystoleSubject("express"), new SystoleSubject("default"),
                new PacemakerSubject(Duration.ofSeconds(1)), new KeepalivedSubject(Duration.ofSeconds(1)),
                new KeepalivedSubject(Duration.ofMillis(100)), new HeartbeatSubject());
    }

    @Override
    boolean rests() {
        return true;
    }

    @Override
    void measure(Course course, String round) {
        tell(round + ": its holder dies");
        course.death();
        tell(round + ": planned move, address deleted");
        course.move();
        course.addressDeleted();
    }

    @Override
    void finish(List<Course> all) {
        all.forEach(Course::calm);
        if (restMinutes() > 0) {
            tell("all rest for " + restMinutes() + " minutes ...");
            Await.pass(Duration.ofMinutes(restMinutes()));
        }
        tell("an idle minute of all ...");
        List<List<Footprint>> before = all.stream().map(Course::footprints).toList();
        long from = System.nanoTime();
        Await.pass(Duration.ofSeconds(Course.idleSeconds()));
        double seconds = (System.nanoTime() - from) / 1e9;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).endIdle(before.get(i), seconds);
        }
    }
}
