package io.systole.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonStatusTest {
    @Test
    void whatADaemonSaysIsRead() {
        var status = new DaemonStatus("{\"node\":\"n1\",\"state\":\"S_IDLE\",\"dc\":\"n2\",\"term\":8,\"cib\":\"0.12.3\",\"members\":"
                + "[{\"name\":\"n1\",\"incarnation\":17},{\"name\":\"n2\",\"incarnation\":4}]}");
        assertEquals("n2", status.dc());
        assertEquals("8", status.term());
        assertEquals("0.12.3", status.cib());
        assertEquals(List.of("17", "4"), status.lives());
    }

    @Test
    void whatADaemonDoesNotSayIsEmpty() {
        var status = new DaemonStatus("");
        assertEquals("", status.dc());
        assertEquals(List.of(), status.lives());
    }
}
