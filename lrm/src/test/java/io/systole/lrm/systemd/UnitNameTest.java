package io.systole.lrm.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {
    @ParameterizedTest
    @CsvSource({"apache2, apache2.service", "apache2.service, apache2.service", "php8.2-fpm, php8.2-fpm.service", "srv.mount, srv.mount",
        "srv-my\\x2ddata.mount, srv-my\\x2ddata.mount", "ssh.socket, ssh.socket", "backup.timer, backup.timer", "spool.path, spool.path",
        "openvpn@home, openvpn@home.service", "multi-user.target, multi-user.target.service"})
    void aNameWithoutKindIsAService(String type, String unit) {
        assertEquals(unit, UnitName.of(type).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../../etc/cron.d/x", "a b", "a\nb", "$(reboot)", "ümlaut", ".service", "@x"})
    void whatCannotBeInAFileNameIsNoUnit(String type) {
        assertThrows(IllegalArgumentException.class, () -> UnitName.of(type));
        assertEquals(Optional.empty(), UnitName.ifPossible(type));
    }

    @Test
    void aNameThatIsTooLongIsNoUnit() {
        assertThrows(IllegalArgumentException.class, () -> UnitName.of("x".repeat(250)));
    }

    @Test
    void aTemplateIsToldFromItsInstances() {
        assertEquals("getty@.service is a template of units; name one of them, as in getty@INSTANCE",
                assertThrows(IllegalArgumentException.class, () -> UnitName.of("getty@")).getMessage());
    }
}
