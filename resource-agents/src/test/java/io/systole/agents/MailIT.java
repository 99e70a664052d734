package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.agents.Yard.Ran;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:mail} with a mail server that writes into a file, refuses or hangs. */
class MailIT {
    private Yard yard;
    private Told told;
    private String sendmail;

    @BeforeEach
    void open() {
        yard = Yard.open("setsid", "timeout");
        told = new Told(yard);
        sendmail = told.program("sendmail", "cat > " + yard.directory() + "/mail");
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    private Ran run(String action, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(Map.of("email", "admin@example.org boss@example.org", "sendmail", sendmail));
        parameters.putAll(more);
        Map<String, String> environment = told.environment();
        environment.put("OCF_RESKEY_CRM_meta_on_node", "n2");
        return yard.resource("mail", parameters).run(action, environment);
    }

    private String mail() {
        return yard.sh("cat " + yard.directory() + "/mail").output();
    }

    @Test
    void tellsOfStartAndStop() {
        assertEquals(7, run("monitor", Map.of()).code());
        assertEquals(0, run("start", Map.of("subject", "web shop", "from", "cluster@example.org")).code());
        assertTrue(mail().startsWith("""
            From: cluster@example.org
            To: admin@example.org, boss@example.org
            Subject: web shop has started on n2
            """), mail());
        assertEquals(0, run("monitor", Map.of()).code());

        Ran stopped = run("stop", Map.of());
        assertEquals(0, stopped.code(), stopped.output());
        assertTrue(mail().contains("Subject: test-mail is stopped on n2\n"), mail());
        assertTrue(told.lines().getLast().startsWith("attrd_updater -p -n mail-left-test-mail -U 1"), "who left is remembered");
        assertEquals(7, run("monitor", Map.of()).code());
    }

    @Test
    void tellsFromWhichNodeItHasMoved() {
        told.tool("attrd_updater", """
            echo 'name="mail-left-test-mail" host="n3" value="100"'
            echo 'name="mail-left-test-mail" host="n1" value="300"'
            echo 'name="mail-left-test-mail" host="n2" value="200"'
            """);

        run("start", Map.of());

        assertTrue(mail().contains("Subject: test-mail has moved from n1 to n2\n"), mail());
    }

    @Test
    void aLostMailIsLoggedAndNoFailure() {
        Ran absent = run("start", Map.of("sendmail", "/usr/sbin/no-such"));
        assertEquals(0, absent.code());
        assertEquals("test-mail: warning: no mail was sent (has started on n2): /usr/sbin/no-such is not a program of this node",
            absent.output().strip());

        Ran refused = run("stop", Map.of("sendmail", told.program("refuses", "echo queue is full; exit 75")));
        assertEquals(0, refused.code());
        assertEquals("test-mail: warning: no mail was sent (is stopped on n2): " + yard.directory() + "/refuses failed: queue is full",
            refused.output().strip());

        Ran hung = run("start", Map.of("sendmail", told.program("hangs", "exec sleep 3600")));
        assertEquals(0, hung.code());
        assertTrue(hung.output().contains("has not taken the mail within a second (has started on n2)"), hung.output());
    }

    @Test
    void tellsWhatIsWrongWithTheParameters() {
        assertMistake(6, "parameter email is missing; add email=<address>", Map.of("email", ""));
        assertMistake(6, "\"<a@example.org>\" is not a mail address; write bare addresses such as admin@example.org, separated by blanks",
            Map.of("email", "<a@example.org>"));
        assertMistake(6, "subject and from must be one line each", Map.of("subject", "web\nBcc: x@example.org"));
        assertMistake(5, "sendmail=/usr/sbin/no-such is not a program of this node; install a mail server (such as postfix) or set "
            + "sendmail", Map.of("sendmail", "/usr/sbin/no-such"));
    }

    private void assertMistake(int code, String reason, Map<String, String> more) {
        Ran validated = run("validate-all", more);
        assertEquals(reason, validated.reason());
        assertEquals(code, validated.code());
    }
}
