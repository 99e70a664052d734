package io.systole.node.api;

import io.systole.core.node.ClusterApi;
import io.vertx.core.http.HttpServerResponse;

/**
 * One listener of {@code GET /v1/events}: server-sent events, one {@code status} event at once and one after each change.
 * A slow listener gets fewer events, never old ones: while its buffer is full changes are only remembered. Lives on the loop.
 */
final class EventStream {
    private final ClusterApi cluster;
    private final HttpServerResponse response;
    private final ClusterApi.Subscription subscription;
    private boolean pending;

    private EventStream(ClusterApi cluster, HttpServerResponse response) {
        this.cluster = cluster;
        this.response = response;
        this.subscription = cluster.subscribe(this::changed);
    }

    static void open(ClusterApi cluster, HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        var stream = new EventStream(cluster, response);
        response.drainHandler(ignored -> stream.drained());
        response.closeHandler(ignored -> stream.subscription.close());
        response.exceptionHandler(ignored -> stream.subscription.close());
        stream.send();
    }

    private void changed() {
        if (response.writeQueueFull()) {
            pending = true;
        } else {
            send();
        }
    }

    private void drained() {
        if (pending) {
            pending = false;
            send();
        }
    }

    private void send() {
        String document = StatusDocument.of(cluster.report(), cluster.cib().version()).encode();
        response.write("event: status\ndata: " + document + "\n\n");
    }
}
