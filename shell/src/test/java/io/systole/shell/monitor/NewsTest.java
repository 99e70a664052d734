package io.systole.shell.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
    private final News news = new News();

    private static Cib cib(String... operations) {
        return CibReader.cib(("<cib><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status>"
                + "<node_state id=\"1\" uname=\"n1\"><lrm id=\"1\"><lrm_resources><lrm_resource id=\"web\">" + String.join("", operations)
                + "</lrm_resource></lrm_resources></lrm></node_state></status></cib>").getBytes(StandardCharsets.UTF_8));
    }

    private static String operation(String id, String task, int call, int rc, int expected, int status) {
        return ("<lrm_rsc_op id=\"%s\" operation=\"%s\" interval=\"0\" call-id=\"%d\" rc-code=\"%d\" op-status=\"%d\" "
                + "transition-key=\"3:5:%d:d3e1ab7d-6a45-4d3e-8b74-8c1d8a4a6f11\"/>").formatted(id, task, call, rc, status, expected);
    }

    @Test
    void whatWasThereAtTheFirstLookIsOldAndEverythingNewIsToldOnce() {
        String start = operation("web_last_0", "start", 4, 0, 0, 0);

        assertEquals(List.of(), news.operations(cib(start)));
        assertEquals(List.of(), news.operations(cib(start)));
        String stop = operation("web_last_0", "stop", 9, 0, 0, 0);
        assertEquals(List.of(new Notice("n1", "web", "stop", 0, 0, 0, "OK")), news.operations(cib(stop)));
        assertEquals(List.of(), news.operations(cib(stop)));
    }

    @Test
    void aFailureThatStandsInTheStatusTwiceIsToldOnce() {
        news.operations(cib());

        List<Notice> told = news.operations(cib(operation("web_last_failure_0", "start", 7, 1, 0, 0),
                operation("web_last_0", "start", 7, 1, 0, 0)));

        assertEquals(List.of(new Notice("n1", "web", "start", 1, 0, 0, "Error occurred")), told);
    }

    @Test
    void whatStillRunsAndAProbeThatFoundNothingAreNoNews() {
        news.operations(cib());

        assertEquals(List.of(), news.operations(cib(operation("web_monitor_0", "monitor", 2, 7, 7, 0),
                operation("web_last_0", "start", -1, -1, 0, -1))));
    }

    @Test
    void anAgentThatRanOutOfTimeIsToldWithItsStatus() {
        news.operations(cib());

        Notice told = news.operations(cib(operation("web_last_0", "stop", 8, 1, 0, 2))).getFirst();

        assertEquals(2, told.status());
        assertEquals("{CRM_notify_desc=Timed out, CRM_notify_node=n1, CRM_notify_rc=1, CRM_notify_recipient=ops@example.com, "
                + "CRM_notify_rsc=web, CRM_notify_status=2, CRM_notify_target_rc=0, CRM_notify_task=stop}",
                told.environment("ops@example.com").toString());
    }
}
