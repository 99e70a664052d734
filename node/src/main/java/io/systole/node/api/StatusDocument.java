package io.systole.node.api;

import io.systole.core.cib.CibVersion;
import io.systole.core.membership.NodeName;
import io.systole.core.request.NodeReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The JSON form of what a node knows of the cluster around it. */
final class StatusDocument {
    private StatusDocument() {}

    static JsonObject of(NodeReport report, CibVersion version) {
        var members = new JsonArray();
        report.members().forEach(member -> members.add(new JsonObject()
                .put("name", member.name().value())
                .put("incarnation", member.incarnation())));
        var activity = new JsonArray();
        report.activity().forEach(activity::add);
        var held = new JsonArray();
        report.held().forEach(each -> held.add(each.sentence()));
        var quorum = new JsonArray();
        report.quorum().sentences().forEach(quorum::add);
        var risks = new JsonArray();
        report.quorum().risks().forEach(risks::add);
        var upgrade = new JsonArray();
        report.features().sentences().forEach(upgrade::add);
        return new JsonObject()
                .put("node", report.node().value())
                .put("state", report.state())
                .put("dc", report.dc().map(NodeName::value).orElse(null))
                .put("term", report.term())
                .put("quorate", report.quorate())
                .put("members", members)
                .put("activity", activity)
                .put("held", held)
                .put("quorum", quorum)
                .put("risks", risks)
                .put("featureLevel", report.features().level())
                .put("upgrade", upgrade)
                .put("cib", version.toString());
    }
}
