package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.rule.CibDate;
import io.systole.core.rule.RuleValidity;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import io.systole.shell.format.DateText;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code crm_rule}: is a rule of the configuration in effect, has it been, will it be? */
final class CrmRuleTool implements Tool {
    private static final OptionText OPTIONS = OptionText.of("""
            crm_rule - is a rule in effect, as far as time decides that?
            Usage: crm_rule -c -r ID [-d DATE] [-X XML]

             -c, --check             check it (the only thing that can be done)
             -r, --rule=ID           the rule; may be given more than once
             -d, --date=DATE         at this date instead of now
             -X, --xml-text=XML      the rule is in this XML instead of the cluster; "-": on standard input
             --output-as=FORMAT      text or xml

            Exit code: 0 in effect; 110 expired; 111 not yet; 112 time alone does not decide; 105 no such rule; of the last one that
            is not in effect
            """);

    @Override
    public String name() {
        return "crm_rule";
    }

    @Override
    public Optional<OptionText> options() {
        return Optional.of(OPTIONS);
    }

    @Override
    public ExitStatus run(ToolCall call, ToolContext context, PrintWriter out, PrintWriter err) {
        Options options = OPTIONS.parse(call.arguments()).withoutOperands();
        if (!options.has("check")) {
            throw new UsageException("No mode operation given: use --check");
        }
        if (!options.has("rule")) {
            throw new UsageException("--check requires use of --rule=");
        }
        var answer = new Answer(call, options, out, err);
        ZonedDateTime clock = context.clock().instant().atZone(context.zone());
        Optional<ZonedDateTime> now = options.has("date") ? CibDate.parse(options.value("date").get(), clock) : Optional.of(clock);
        if (now.isEmpty()) {
            return answer.failed(ExitStatus.BAD_DATA, "Invalid date specified: '" + options.value("date").get() + "'");
        }
        Element top;
        try {
            top = options.has("xml-text") ? CibReader.element(xml(options.value("xml-text").get(), call))
                    : context.connection().cib().root();
        } catch (CibParseException bad) {
            return answer.failed(ExitStatus.BAD_DATA, bad.getMessage());
        }
        ExitStatus worst = ExitStatus.OK;
        for (String id : options.values("rule")) {
            ExitStatus status = check(top, id, now.get(), answer);
            worst = status == ExitStatus.OK ? worst : status;
        }
        return answer.end(worst);
    }

    private static String xml(String text, ToolCall call) {
        if (!text.equals("-")) {
            return text;
        }
        return Optional.ofNullable(call.input()).orElseThrow(() -> new UsageException("there is nothing on standard input"));
    }

    private static ExitStatus check(Element top, String id, ZonedDateTime now, Answer answer) {
        List<Element> found = top.tree().filter(each -> each.is("rule") && id.equals(each.id())).toList();
        Function<String, Optional<Element>> byId = reference -> top.tree().filter(each -> reference.equals(each.id())).findFirst();
        ExitStatus status;
        String sentence;
        if (found.size() != 1) {
            status = found.isEmpty() ? ExitStatus.NO_SUCH_OBJECT : ExitStatus.MULTIPLE;
            sentence = undecided(id, found.isEmpty() ? "Rule not found" : "there are several rules of this id");
        } else {
            RuleValidity validity = RuleValidity.of(found.getFirst(), byId, now);
            boolean recurring = found.getFirst().tree().anyMatch(each -> each.is("date_spec"));
            status = switch (validity.phase()) {
                case IN_EFFECT -> ExitStatus.OK;
                case NOT_YET -> ExitStatus.NOT_YET;
                case EXPIRED -> ExitStatus.EXPIRED;
                case UNDECIDED -> ExitStatus.INDETERMINATE;
            };
            sentence = switch (validity.phase()) {
                case IN_EFFECT -> "Rule " + id + (recurring ? " satisfies conditions" : " is still in effect");
                case NOT_YET -> "Rule " + id + " has not yet taken effect" + (recurring ? "; the next time is "
                        + DateText.calendar(validity.next().orElseThrow().withZoneSameInstant(ZoneOffset.UTC)) : "");
                case EXPIRED -> "Rule " + id + " is expired";
                case UNDECIDED -> undecided(id, "time alone does not decide, the rule asks for something else as well");
            };
        }
        answer.say(sentence, Element.of("rule-check", "rule-id", id, "rc", Integer.toString(status.code())));
        if (answer.xml() && List.of(ExitStatus.NO_SUCH_OBJECT, ExitStatus.MULTIPLE, ExitStatus.INDETERMINATE).contains(status)) {
            answer.error(sentence, sentence);
        }
        return status;
    }

    private static String undecided(String id, String why) {
        return "Could not determine whether rule " + id + " is in effect: " + why;
    }
}
