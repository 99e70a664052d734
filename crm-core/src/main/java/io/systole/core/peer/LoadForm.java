package io.systole.core.peer;

import io.systole.core.cib.Element;
import io.systole.core.membership.NodeName;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.NodeLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How busy nodes are, and what the DC holds back, on the wire. Older nodes neither send nor read it. */
final class LoadForm {
    private static final String HELD = "held";

    private LoadForm() {}

    static Element on(Element echo, Optional<NodeLoad> load) {
        return load.map(known -> echo.with("cores", Integer.toString(known.cores())).with("load", Integer.toString(known.average()))
                .with("loop", Integer.toString(known.loop()))
                .with("action-limit", known.ownLimit().isPresent() ? Integer.toString(known.ownLimit().getAsInt()) : null)).orElse(echo);
    }

    static Optional<NodeLoad> load(Fields echo) throws BadMessage {
        if (echo.element().get("cores") == null) {
            return Optional.empty();
        }
        OptionalInt ownLimit = echo.element().get("action-limit") == null ? OptionalInt.empty()
                : OptionalInt.of(number(echo, "action-limit"));
        return Optional.of(new NodeLoad(Math.max(1, number(echo, "cores")), number(echo, "load"), number(echo, "loop"), ownLimit));
    }

    private static int number(Fields fields, String name) throws BadMessage {
        return Math.clamp(fields.number(name), 0, Integer.MAX_VALUE);
    }

    static Element on(Element beat, List<HeldBack> held) {
        Element all = beat;
        for (HeldBack each : held) {
            all = all.plus(Element.of(HELD, "node", each.node().map(NodeName::value).orElse(null),
                    "waiting", Integer.toString(each.waiting()), "why", each.why()));
        }
        return all;
    }

    static List<HeldBack> held(Element beat) throws BadMessage {
        var held = new ArrayList<HeldBack>();
        for (Element each : beat.children(HELD)) {
            var fields = new Fields(each);
            held.add(new HeldBack(Optional.ofNullable(each.get("node")).filter(name -> !name.isEmpty()).map(NodeName::new),
                    number(fields, "waiting"), fields.text("why")));
        }
        return held;
    }
}
