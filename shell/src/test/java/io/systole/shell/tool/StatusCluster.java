package io.systole.shell.tool;

import io.systole.core.attribute.AttributeUpdate;
import io.systole.core.attribute.Increment;
import io.systole.core.cib.Cib;
import io.systole.core.controller.status.NodeAttributes;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;

/** A cluster that also keeps transient attributes; dampening is over at once. */
final class StatusCluster extends FakeCluster {
    StatusCluster(Cib cib) {
        super(cib);
    }

    @Override
    public ClusterReply submit(ClusterRequest request) {
        if (request instanceof ClusterRequest.SetAttribute(AttributeUpdate update, boolean _)) {
            cib = update.value().map(text -> NodeAttributes.set(cib, update.node(), update.name(),
                            Increment.apply(NodeAttributes.get(cib, update.node(), update.name()), text)))
                    .orElseGet(() -> update.how() == AttributeUpdate.How.VALUE
                            ? NodeAttributes.remove(cib, update.node(), update.name()::equals) : cib);
        }
        return super.submit(request);
    }
}
