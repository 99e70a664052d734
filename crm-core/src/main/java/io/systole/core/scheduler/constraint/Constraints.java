package io.systole.core.scheduler.constraint;

import io.systole.core.cib.Element;
import io.systole.core.scheduler.snapshot.ClusterSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * All constraints of the configuration, in document order.
 *
 * @param locations preferences for nodes
 * @param colocations wishes to be together or apart
 * @param orders orderings
 */
public record Constraints(List<Location> locations, List<Colocation> colocations, List<OrderPair> orders) {
    public Constraints {
        locations = List.copyOf(locations);
        colocations = List.copyOf(colocations);
        orders = List.copyOf(orders);
    }

    /** Reads the constraints; what cannot be understood is told to the snapshot's problems and ignored. */
    public static Constraints of(ClusterSnapshot snapshot) {
        var finder = new ResourceFinder(snapshot);
        var locations = new ArrayList<Location>(NodeHealth.locations(snapshot));
        var colocations = new ArrayList<Colocation>();
        var orders = new ArrayList<OrderPair>();
        var locationReader = new LocationReader(snapshot, finder, locations);
        var colocationReader = new ColocationReader(finder, colocations);
        var orderReader = new OrderReader(finder, orders);
        for (Element element : snapshot.cib().section("constraints").children()) {
            switch (element.name()) {
                case "rsc_location" -> locationReader.read(element);
                case "rsc_colocation" -> colocationReader.read(element);
                case "rsc_order" -> orderReader.read(element);
                default -> { }
            }
        }
        return new Constraints(locations, colocations, orders);
    }
}
