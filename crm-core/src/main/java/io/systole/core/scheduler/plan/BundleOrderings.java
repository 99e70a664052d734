package io.systole.core.scheduler.plan;

import static io.systole.core.scheduler.constraint.OrderProperty.BLOCKS;
import static io.systole.core.scheduler.constraint.OrderProperty.FIRST_SHOWS_THEN;
import static io.systole.core.scheduler.constraint.OrderProperty.GUEST_ALLOWED;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_REQUIRES_FIRST;
import static io.systole.core.scheduler.constraint.OrderProperty.THEN_SHOWS_FIRST;

import io.systole.core.scheduler.snapshot.Bundle;
import io.systole.core.scheduler.snapshot.Resource;

/**
 * Orderings inside a bundle: address before container before connection, and the marks of the whole around them (rules 3:I-3,
 * 4:B-46). That what runs inside waits for its connection follows from where it runs (4:B-76).
 */
final class BundleOrderings {
    private final Workshop shop;
    private final ImplicitOrderings parts;

    BundleOrderings(Workshop shop, ImplicitOrderings parts) {
        this.shop = shop;
        this.parts = parts;
    }

    void add(Resource resource) {
        Bundle bundle = resource.bundle().orElseThrow();
        bundle.replicas().forEach(replica -> replica(resource, replica));
        bundle.inner().ifPresent(inner -> inner(resource, inner));
    }

    private void replica(Resource bundle, Bundle.Replica replica) {
        Resource container = replica.container();
        parts.leaf(container);
        shop.order(bundle, "start", container, "start", BLOCKS, THEN_SHOWS_FIRST);
        replica.child().ifPresent(child -> shop.order(bundle, "stop", child, "stop", THEN_SHOWS_FIRST));
        shop.order(bundle, "stop", container, "stop", THEN_SHOWS_FIRST);
        shop.order(container, "start", bundle, "running", FIRST_SHOWS_THEN);
        shop.order(container, "stop", bundle, "stopped", FIRST_SHOWS_THEN);
        replica.ip().ifPresent(ip -> {
            parts.leaf(ip);
            shop.order(ip, "start", container, "start", BLOCKS, GUEST_ALLOWED);
            shop.order(container, "stop", ip, "stop", THEN_REQUIRES_FIRST, GUEST_ALLOWED);
        });
        replica.connection().ifPresent(parts::leaf);
    }

    private void inner(Resource bundle, Resource inner) {
        around(bundle, inner, "start", "running");
        around(bundle, inner, "stop", "stopped");
        parts.clone(inner);
        if (inner.cloneSettings().promotable()) {
            parts.changesOfRole(bundle);
            around(bundle, inner, "demote", "demoted");
            around(bundle, inner, "promote", "promoted");
        }
    }

    private void around(Resource bundle, Resource inner, String task, String done) {
        shop.order(bundle, task, inner, task, THEN_SHOWS_FIRST);
        shop.order(inner, done, bundle, done, FIRST_SHOWS_THEN);
    }
}
