package io.systole.node.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alert programs run as the user of Pacemaker where there is one. */
class AlertUserTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @Test
    void theClusterUserIsTakenWithItsGroupAloneAndItsHome() {
        List<String> passwd = List.of("root:x:0:0:root:/root:/bin/bash", "broken",
                "hacluster:x:102:105::/var/lib/pacemaker:/usr/sbin/nologin");

        assertEquals(Optional.of(new AlertUser("hacluster", "/var/lib/pacemaker", List.of("/usr/bin/setpriv", "--reuid=102",
                "--regid=105", "--clear-groups", "--"))), AlertUser.find(passwd, SETPRIV));
    }

    @Test
    void aMachineWithoutThatUserHasNone() {
        assertEquals(Optional.empty(), AlertUser.find(List.of("root:x:0:0:root:/root:/bin/bash", "haclusterx:x:1:1::/:/"), SETPRIV));
    }
}
