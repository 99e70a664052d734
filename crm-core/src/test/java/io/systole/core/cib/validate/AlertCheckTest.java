package io.systole.core.cib.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.cib.xml.CibReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who writes an alert that cannot work. */
class AlertCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "/opt/mail.sh | meta_attributes | timeout | ''",
        "mail.sh | meta_attributes | enabled | warning: alert 'a': path='mail.sh' is no absolute path, so no program is run;"
                + " write it from / on",
        "/opt/mail.sh | meta_attributes | timeot | warning: nvpair 'p': alerts have no meta attribute 'timeot'; did you mean 'timeout'?",
        "/opt/mail.sh | meta_attributes | sender | warning: nvpair 'p': alerts have no meta attribute 'sender'; it has no effect;"
                + " what the program is to be told are instance attributes",
        "/opt/mail.sh | instance_attributes | a=b | warning: nvpair 'p': 'a=b' cannot be the name of an environment variable,"
                + " so the program is not told of it"})
    void aMistakeIsNamedWithItsFix(String path, String set, String name, String sentence) {
        String options = "<" + set + " id='s'><nvpair id='p' name='" + name + "' value='1'/></" + set + ">";
        for (String inside : List.of(options, "<recipient id='r' value='x'>" + options + "</recipient>")) {
            String cib = "<cib validate-with='pacemaker-4.0'><configuration><alerts><alert id='a' path='" + path + "'>" + inside
                    + "</alert></alerts></configuration></cib>";

            List<String> found = CibValidator.check(CibReader.document(cib)).stream()
                    .map(problem -> problem.toString().replace(" (line 1)", "").replace('"', '\'')).toList();

            assertEquals(sentence.equals("''") ? List.of() : List.of(sentence), found);
        }
    }
}
