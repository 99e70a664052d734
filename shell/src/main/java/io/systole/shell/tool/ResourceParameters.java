package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.Element;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.shell.command.Attributes;
import io.systole.shell.command.ConfigurationChanges;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code crm_resource --get-parameter}, {@code --set-parameter} and {@code --delete-parameter}. */
final class ResourceParameters {
    private final ResourceTarget target;
    private final Options options;
    private final Answer answer;
    private final String tag;

    ResourceParameters(ResourceTarget target, Answer answer) {
        this.target = target;
        this.options = target.options;
        this.answer = answer;
        options.only(List.of("meta", "utilization", "element"));
        this.tag = options.has("meta") ? "meta_attributes" : options.has("utilization") ? "utilization" : "instance_attributes";
    }

    /** The value on the resource itself, else on its template, else for meta attributes on what it is in. */
    ExitStatus get(String name) {
        Element resource = target.needed();
        Optional<String> value = options.has("element") ? resource.attribute(name)
                : sources(resource).flatMap(owner -> Attributes.get(owner, tag, name).stream()).findFirst();
        if (value.isEmpty()) {
            return answer.failed(ExitStatus.NO_SUCH_OBJECT, "Attribute '" + name + "' not found for '" + resource.id() + "'");
        }
        answer.say(value.get(), ResourceQueries.list("attributes", name, List.of(value.get())));
        return answer.end(ExitStatus.OK);
    }

    private Stream<Element> sources(Element resource) {
        Stream<Element> own = Stream.concat(Stream.of(resource), resource.attribute("template").flatMap(target.cib::byId).stream());
        return tag.equals("meta_attributes") ? Stream.concat(own, Stream.of(target.collective(resource))) : own;
    }

    ExitStatus set(String name) {
        String value = options.value("parameter-value")
                .orElseThrow(() -> new UsageException("You need to supply a value with the -v option"));
        Element owner = owner(name);
        if (options.has("element")) {
            return submit(List.of(new CibChange.Modify("/cib/configuration/resources", Element.of(owner.name(), "id", owner.id(),
                    name, value), false)), "Set attribute: id=" + owner.id() + " name=" + name + " value=" + value);
        }
        Optional<Element> set = pairSet(owner, name);
        String setId = set.map(Element::id).or(() -> options.text("set-name")).orElse(owner.id() + "-" + tag);
        Optional<Element> pair = set.flatMap(each -> pair(each, name));
        String pairId = pair.map(Element::id).or(() -> options.text("nvpair")).orElse(setId + "-" + name);
        String said = "Set '" + owner.id() + "' option: id=" + pairId + (pair.isEmpty() ? " set=" + setId : "") + " name=" + name
                + " value=" + value;
        // Said as a merging, so that it also fits a CIB in which the same was made a moment ago. A container's sets have to come before
        // its members, where merging would not put a new one.
        if (set.isPresent() || owner.is("primitive")) {
            Element wish = Element.of(tag, "id", setId).plus(Element.of("nvpair", "id", pairId, "name", name, "value", value));
            return submit(List.of(new CibChange.Modify("/cib/configuration/resources",
                    Element.of(owner.name(), "id", owner.id()).plus(wish), false)), said);
        }
        Element section = target.cib.section("resources");
        Element changed = replaced(section, owner, Attributes.set(owner, tag, setId, name, value));
        return submit(ConfigurationChanges.between(target.cib, target.cib.withSection(changed)), said);
    }

    ExitStatus delete(String name) {
        Element owner = owner(name);
        if (options.has("element")) {
            Cib after = target.cib.withSection(replaced(target.cib.section("resources"), owner, owner.with(name, null)));
            return submit(ConfigurationChanges.between(target.cib, after), "Deleted attribute: id=" + owner.id() + " name=" + name);
        }
        Optional<Element> set = pairSet(owner, name).filter(each -> pair(each, name).isPresent());
        if (set.isEmpty()) {
            return answer.end(ExitStatus.OK);
        }
        Element pair = pair(set.get(), name).orElseThrow();
        Element section = target.cib.section("resources");
        Cib after = target.cib.withSection(replaced(section, owner, owner.replacing(set.get(), set.get().withChildren(
                set.get().children().stream().filter(each -> each != pair).toList()))));
        return submit(ConfigurationChanges.between(target.cib, after),
                "Deleted '" + owner.id() + "' option: id=" + pair.id() + " name=" + name);
    }

    /** A meta attribute of an instance belongs to the clone, unless it is forced. */
    private Element owner(String name) {
        Element resource = target.needed();
        Element clone = target.clone(resource);
        if (clone == resource || options.has("force") || !options.has("meta")) {
            return resource;
        }
        answer.line("Performing update of '" + name + "' on '" + clone.id() + "', the parent of '" + resource.id() + "'");
        return clone;
    }

    /** The set that has the pair; else the one that is named; else the first without a rule. */
    private Optional<Element> pairSet(Element owner, String name) {
        List<Element> sets = owner.children(tag).stream()
                .filter(set -> options.text("set-name").map(id -> id.equals(set.id())).orElse(true)).toList();
        return sets.stream().filter(set -> pair(set, name).isPresent()).findFirst()
                .or(() -> sets.stream().filter(set -> set.child("rule").isEmpty() && set.get("id-ref") == null).findFirst());
    }

    private Optional<Element> pair(Element set, String name) {
        return set.children("nvpair").stream().filter(pair -> options.text("nvpair").map(id -> id.equals(pair.id()))
                .orElse(name.equals(pair.get("name")))).findFirst();
    }

    private static Element replaced(Element parent, Element old, Element replacement) {
        return parent.withChildren(parent.children().stream()
                .map(child -> child == old ? replacement : replaced(child, old, replacement)).toList());
    }

    private ExitStatus submit(List<CibChange> changes, String said) {
        if (!changes.isEmpty()) {
            ClusterReply reply = target.context.connection()
                    .submit(new ClusterRequest.ChangeCib(changes, target.call.user(), target.call.tool(), false));
            if (!reply.ok()) {
                return answer.failed(ExitStatus.of(reply.outcome()), reply.message());
            }
        }
        if (!options.has("quiet")) {
            answer.line(said);
        }
        return answer.end(ExitStatus.OK);
    }
}
