package io.systole.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.scheduler.Schedule;
import io.systole.core.scheduler.Scheduler;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transition on paper does, and what it leaves (reference: T-59 to T-67). */
class ExecutionTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_268_800);

    /** Two primitives in order on one node; nothing runs. */
    private static final String XML = """
            <cib validate-with="pacemaker-4.0" have-quorum="1" dc-uuid="1">
              <configuration>
                <crm_config>
                  <cluster_property_set id="o"><nvpair id="o1" name="fencing-enabled" value="false"/></cluster_property_set>
                </crm_config>
                <nodes><node id="1" uname="n1"/></nodes>
                <resources>
                  <primitive id="a" class="ocf" provider="systole" type="Dummy"/>
                  <primitive id="b" class="ocf" provider="systole" type="Dummy">
                    <operations><op id="bm" name="monitor" interval="10s"/></operations>
                  </primitive>
                </resources>
                <constraints><rsc_order id="ab" first="a" then="b"/></constraints>
              </configuration>
              <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status>
            </cib>""";

    private final Cib cib = CibReader.cib(XML);
    private final Schedule schedule = Scheduler.schedule(cib, NOW, ZoneOffset.UTC);

    private Execution execute(OperationOutcome... failures) {
        return Execution.of(cib, schedule, List.of(failures), NOW, false);
    }

    private static List<String> operations(Execution execution) {
        return execution.steps().stream().filter(Step.Operation.class::isInstance).map(Step.Operation.class::cast)
                .map(step -> step.resource() + " " + step.task() + " " + step.intervalMillis()).toList();
    }

    @Test
    void everythingIsDoneInItsOrderAndLeavesHistory() {
        Execution execution = execute();

        assertEquals(List.of("a monitor 0", "b monitor 0", "a start 0", "b start 0", "b monitor 10000"), operations(execution));
        assertTrue(execution.neverFired().isEmpty());
        assertTrue(Scheduler.schedule(execution.cib(), NOW, ZoneOffset.UTC).graph().isEmpty());
    }

    @Test
    void anOperationThatIsAskedToFailStopsWhatWaitsForItAndCounts() {
        Execution execution = execute(OperationOutcome.parse("A_START_0@N1=1").orElseThrow());

        assertEquals(List.of("a monitor 0", "b monitor 0", "a start 0"), operations(execution));
        int action = schedule.graph().actions().filter(each -> each.label().equals("a_start_0 on n1")).findFirst().orElseThrow().id();
        assertTrue(execution.steps().contains(new Step.Pretence(action, 1)));
        assertTrue(execution.steps().contains(new Step.Attribute("fail-count-a#start_0", "INFINITY", "1")));
        assertTrue(execution.neverFired().isEmpty(), "an abort is no wrong graph");
        assertEquals(List.of("a_last_0", "a_last_failure_0"), execution.cib().status().tree()
                .filter(each -> "User-injected result".equals(each.get("exit-reason"))).map(each -> each.id()).sorted().toList());
    }

    @Test
    void aFailureOnAnotherNodeOrOfAnotherOperationDoesNotCount() {
        Execution execution = execute(OperationOutcome.parse("a_start_0@n2=1").orElseThrow(),
                OperationOutcome.parse("a_start_10000@n1=1").orElseThrow());

        assertEquals(5, operations(execution).size());
    }
}
