package io.systole.lrm.systemd;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Which units of this node could be resources, and what they are. systemd itself is asked if it answers at once, else the files of
 * units. Connects for each question and leaves again. Blocks; any thread.
 */
public final class UnitCatalog {
    private static final Duration QUICKLY = Duration.ofSeconds(2);
    private static final String TIMEOUT = "100s";

    private final SystemdPlaces places;
    private final UnitFiles files;

    /** Of the systemd at these places. */
    public UnitCatalog(SystemdPlaces places) {
        this.places = places;
        this.files = new UnitFiles(places.unitFiles());
    }

    /** Whether this node has units at all. */
    public boolean hasUnits() {
        return !files.isEmpty();
    }

    /** The types of agents that units are, sorted: services without their suffix. Of templates only instances that are loaded. */
    public List<String> types() {
        Stream<String> names = ask(this::names).orElseGet(() -> files.all().keySet().stream());
        TreeSet<String> types = new TreeSet<>();
        names.filter(name -> UnitName.KINDS.stream().anyMatch(name::endsWith)).forEach(name -> UnitName.ifPossible(name)
                .map(UnitName::value)
                .map(unit -> unit.endsWith(UnitName.SERVICE) ? unit.substring(0, unit.length() - UnitName.SERVICE.length()) : unit)
                .ifPresent(types::add));
        return List.copyOf(types);
    }

    private Stream<String> names(Manager manager, Patience patience) throws SystemdException {
        Stream<String> withFile = manager.unitFiles(patience).stream().map(Values::fields)
                .filter(row -> !Values.text(row.getLast()).startsWith("masked"))
                .map(row -> Values.text(row.getFirst())).map(path -> path.substring(path.lastIndexOf('/') + 1));
        Stream<String> instances = manager.units(patience).stream().map(Values::fields)
                .filter(row -> Values.text(row.get(2)).equals("loaded")).map(row -> Values.text(row.getFirst()))
                .filter(name -> name.contains("@"));
        return Stream.concat(withFile, instances);
    }

    /** What an agent of this type would say of itself, as XML; empty if there is no such unit. */
    public Optional<String> metadata(String type) {
        return UnitName.ifPossible(type).flatMap(unit -> ask((manager, patience) -> description(manager, unit, patience))
                .orElseGet(() -> files.description(unit)).map(text -> metadata(type, unit, text)));
    }

    private static Optional<String> description(Manager manager, UnitName unit, Patience patience) throws SystemdException {
        String path = manager.load(unit, patience);
        return manager.text(path, "LoadState", patience).equals("not-found") ? Optional.empty()
                : Optional.of(manager.text(path, "Description", patience));
    }

    private static String metadata(String type, UnitName unit, String text) {
        String description = text.replaceAll("\\p{Cntrl}", " ");
        Element actions = Element.of("actions")
                .plus(action("start")).plus(action("stop")).plus(action("restart"))
                .plus(Element.of("action", "name", "monitor", "timeout", TIMEOUT, "interval", "60s"))
                .plus(Element.of("action", "name", "meta-data", "timeout", "5s"));
        Element agent = Element.of("resource-agent", "name", type)
                .plus(Element.of("version").withText("1.1"))
                .plus(Element.of("longdesc", "lang", "en").withText("systemd unit " + unit + ": " + description))
                .plus(Element.of("shortdesc", "lang", "en").withText(description))
                .plus(Element.of("parameters"))
                .plus(actions);
        return CibWriter.text(agent);
    }

    private static Element action(String name) {
        return Element.of("action", "name", name, "timeout", TIMEOUT);
    }

    /** A question to systemd. */
    private interface Question<A> {
        A ask(Manager manager, Patience patience) throws SystemdException;
    }

    private <A> Optional<A> ask(Question<A> question) {
        if (!Files.isDirectory(places.booted())) {
            return Optional.empty();
        }
        try (var manager = new Manager(new SystemdBus(places.bus(), new JobBoard()))) {
            return Optional.of(question.ask(manager, new Patience(QUICKLY, new CompletableFuture<>())));
        } catch (SystemdException away) {
            return Optional.empty();
        }
    }
}
