package io.systole.lrm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PollTableTest {
    @Test
    void withoutAnEndItWaitsUntilSomethingComes() throws Exception {
        int bell = Descriptors.bell();
        var table = new PollTable();
        table.add(bell, Descriptors.READABLE);
        try {
            assertEquals(List.of(), table.await(0));
            Thread ringer = Thread.ofPlatform().start(() -> Descriptors.ring(bell));

            List<Integer> come = table.await(-1);

            assertEquals(List.of(bell), come);
            ringer.join();
        } finally {
            Descriptors.close(bell);
        }
    }
}
