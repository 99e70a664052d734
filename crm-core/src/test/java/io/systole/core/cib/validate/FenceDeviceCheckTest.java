package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.xml.CibReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads who writes a fence device or level that cannot work. */
class FenceDeviceCheckTest {
    private static List<String> problems(String parameters, String levels) {
        String xml = "<cib validate-with='pacemaker-4.0'><configuration><nodes><node id='1' uname='n1'/><node id='2' uname='n2'/></nodes>"
                + "<resources><primitive id='f' class='stonith' type='fence_x'><instance_attributes id='p'>" + parameters
                + "</instance_attributes></primitive><primitive id='web' class='ocf' provider='systole' type='httpd'/></resources>"
                + "<fencing-topology>" + levels + "</fencing-topology></configuration></cib>";
        return CibValidator.check(CibReader.document(xml)).stream().map(problem -> problem.toString().replaceFirst("\\(line 1\\)", "_"))
                .toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("pcmk_host_list", "n1,n9",
                        "warning: primitive \"f\" _: "
                                + "there is no node \"n9\"; remove it from pcmk_host_list or pcmk_host_map, or ignore this until it joins"),
                Arguments.of("pcmk_host_list", "a b",
                        "warning: primitive \"f\" _: "
                                + "the device can fence nobody: of a, b none is a node of the cluster"),
                Arguments.of("pcmk_host_list", ",",
                        "warning: primitive \"f\" _: "
                                + "the device can fence nobody: its pcmk_host_list and pcmk_host_map name no node"),
                Arguments.of("pcmk_host_map", "n1:1;n2",
                        "error: primitive \"f\" _: "
                                + "pcmk_host_map has an entry \"n2\" that is no NODE:PORT; write for example n1:1;n2:2"),
                Arguments.of("pcmk_host_map", "n1:1;N1:2",
                        "warning: primitive \"f\" _: "
                                + "pcmk_host_map names N1 twice; the first entry counts"),
                Arguments.of("pcmk_host_check", "sometimes",
                        "error: primitive \"f\" _: "
                                + "pcmk_host_check=\"sometimes\" is none of static-list, dynamic-list, status, none"),
                Arguments.of("pcmk_host_check", "static-list",
                        "warning: primitive \"f\" _: "
                                + "the device can fence nobody: pcmk_host_check is static-list, but there is "
                                + "neither pcmk_host_list nor pcmk_host_map"),
                Arguments.of("pcmk_off_timeout", "soon",
                        "error: primitive \"f\" _: "
                                + "pcmk_off_timeout=\"soon\" is no span of time; write a number with s, ms, min or h, for example 20s"),
                Arguments.of("pcmk_reboot_retries", "often",
                        "error: primitive \"f\" _: "
                                + "pcmk_reboot_retries=\"often\" is no number"),
                Arguments.of("pcmk_delay_base", "n1:5s;n2:x",
                        "error: primitive \"f\" _: "
                                + "pcmk_delay_base=\"n1:5s;n2:x\" cannot be understood; write a span such as 5s, or n1:5s;n2:0"),
                Arguments.of("pcmk_hostlist", "n1",
                        "warning: primitive \"f\" _: "
                                + "the cluster knows no parameter pcmk_hostlist; did you mean \"pcmk_host_list\"?"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theSentenceNamesTheDeviceAndTheRemedy(String name, String value, String sentence) {
        List<String> problems = problems("<nvpair id='v' name='" + name + "' value='" + value + "'/>", "");

        assertEquals(List.of(sentence), problems);
    }

    @Test
    void delaysThatContradictEachOtherAreTold() {
        List<String> problems = problems("<nvpair id='a' name='pcmk_delay_base' value='9s'/>"
                + "<nvpair id='b' name='pcmk_delay_max' value='5s'/>",
                "");

        assertEquals(List.of("warning: primitive \"f\" _: pcmk_delay_base 9s is longer than pcmk_delay_max 5s and is limited to that"),
                problems);
    }

    @Test
    void levelsThatCannotWorkAreTold() {
        List<String> problems = problems("", "<fencing-level id='l' target='n1' index='1' devices='web'/>"
                + "<fencing-level id='m' target='n1' index='1' devices='f'/>");

        assertEquals(List.of("warning: fencing-level \"l\" _: \"web\" is no fence device (class stonith), so the level fails",
                "warning: fencing-level \"m\" _: there is another level 1 for the same nodes before; this one has no effect"), problems);
    }

    @Test
    void aDeviceThatIsInOrderIsNotMentioned() {
        assertEquals(List.of(),
                problems("<nvpair id='a' name='pcmk_host_map' value='n1:1;n2:2,3'/><nvpair id='b' name='ip' value='10.0.0.9'/>"
                + "<nvpair id='c' name='pcmk_delay_base' value='n1:5s;n2:0'/>",
                        "<fencing-level id='l' target='n1' index='1' devices='f'/>"));
    }
}
