package io.systole.core.scheduler.constraint;

import io.systole.core.cib.Element;
import io.systole.core.option.Score;
import io.systole.core.rule.RuleContext;
import io.systole.core.rule.Submatches;
import io.systole.core.scheduler.reason.Configured;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import io.systole.core.scheduler.snapshot.Facts;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import io.systole.core.scheduler.snapshot.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code rsc_location}: a node with a score, or rules; one resource, a pattern, sets or a tag (2:P-110, 2:P-111). */
final class LocationReader {
    private final ClusterSnapshot snapshot;
    private final Facts facts;
    private final ResourceFinder finder;
    private final List<Location> into;

    LocationReader(ClusterSnapshot snapshot, ResourceFinder finder, List<Location> into) {
        this.snapshot = snapshot;
        this.facts = snapshot.facts();
        this.finder = finder;
        this.into = into;
    }

    void read(Element constraint) {
        if (constraint.child("lifetime").isPresent()) {
            facts.problem(constraint + ": a lifetime is no longer supported, so the constraint has no effect; use a rule");
            return;
        }
        String pattern = constraint.get("rsc-pattern");
        if (pattern != null) {
            readPattern(constraint, pattern);
        } else if (!constraint.children("resource_set").isEmpty()) {
            for (Element set : finder.sets(constraint)) {
                finder.members(constraint, set).forEach(resource ->
                        add(constraint, resource, set.get("score"), set.get("role", constraint.get("role")), List.of()));
            }
        } else {
            finder.all(constraint, constraint.get("rsc")).forEach(resource ->
                    add(constraint, resource, null, constraint.get("role"), List.of()));
        }
    }

    private void readPattern(Element constraint, String pattern) {
        boolean negated = pattern.startsWith("!");
        try {
            Pattern expression = Pattern.compile(negated ? pattern.substring(1) : pattern);
            for (Resource resource : finder.topLevel()) {
                Matcher matcher = expression.matcher(resource.id());
                boolean found = matcher.find();
                if (found != negated) {
                    var matches = new ArrayList<String>();
                    for (int i = 0; found && i <= matcher.groupCount(); i++) {
                        matches.add(matcher.group(i) == null ? "" : matcher.group(i));
                    }
                    add(constraint, resource, null, constraint.get("role"), matches);
                }
            }
        } catch (PatternSyntaxException bad) {
            facts.problem(constraint + ": rsc-pattern \"" + pattern + "\" is not a regular expression; the constraint is ignored");
        }
    }

    private void add(Element constraint, Resource resource, String setScore, String roleName, List<String> matches) {
        Location.Discovery discovery = switch (constraint.get("resource-discovery", "always").toLowerCase(Locale.ROOT)) {
            case "never" -> Location.Discovery.NEVER;
            case "exclusive" -> Location.Discovery.EXCLUSIVE;
            default -> Location.Discovery.ALWAYS;
        };
        String score = setScore == null ? constraint.get("score") : setScore;
        if (constraint.get("node") != null && score != null) {
            Node node = snapshot.nodes().stream().filter(each -> each.name().value().equalsIgnoreCase(constraint.get("node")))
                    .findFirst().orElse(null);
            if (node == null) {
                facts.problem(constraint + ": node \"" + constraint.get("node") + "\" does not exist; the constraint is ignored");
            } else {
                emit(constraint, resource, roleName, Map.of(node, Score.parse(score, 0)), discovery);
            }
            return;
        }
        for (Element reference : constraint.children("rule")) {
            Element rule = facts.rules().resolve(reference).orElse(reference);
            emit(constraint, resource, rule.get("role", roleName), scores(rule, resource, matches), discovery);
        }
    }

    private void emit(Element constraint, Resource resource, String roleName, Map<Node, Integer> scores, Location.Discovery discovery) {
        Role role = roleName == null ? Role.UNKNOWN : Role.parse(roleName).orElse(null);
        if (role == null) {
            facts.problem(constraint + ": role \"" + roleName + "\" is not valid; the constraint is ignored");
            return;
        }
        boolean counts = role == Role.PROMOTED || role == Role.STOPPED;
        var reason = new Configured.LocationConstraint(constraint.id());
        into.add(new Location(reason, resource, counts ? role : Role.UNKNOWN, scores, discovery));
    }

    private Map<Node, Integer> scores(Element rule, Resource resource, List<String> matches) {
        var scores = new LinkedHashMap<Node, Integer>();
        String attribute = rule.get("score-attribute");
        if (rule.get("score") == null && attribute == null) {
            return scores;
        }
        for (Node node : snapshot.nodes()) {
            OptionalInt score = attribute == null ? Score.parse(rule.get("score"))
                    : Score.parse(node.attributes().get(Submatches.expand(attribute, matches)));
            RuleContext context = facts.context().withNode(node.attributes()).withResource(
                    name -> facts.parameters().of(resource, node).get(name), resource::meta, matches);
            if (score.isPresent() && facts.rules().passes(rule, context)) {
                scores.put(node, score.getAsInt());
            }
        }
        return scores;
    }
}
