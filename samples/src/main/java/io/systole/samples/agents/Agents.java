package io.systole.samples.agents;

import io.systole.samples.kernels.KernelLab;
import io.systole.samples.lab.Command;
import io.systole.samples.lab.Lab;
import io.systole.samples.lab.LabException;
import io.systole.samples.lab.Packages;
import io.systole.samples.lab.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./systole agents}: tries agents of others in a live cluster, recipe by recipe; goes on where an earlier run ended. Exit status 1
 * if one fails.
 */
public final class Agents {
    private static final int USAGE = 64;

    private final Path root = Path.of(System.getProperty("systole.root"));
    private final Path installation = Path.of(System.getProperty("systole.home"));
    private final List<String> only = new ArrayList<>();
    private final Progress progress = new Progress();
    private Path results = root.resolve("target/agents.tsv");
    private Path document;
    private Path folder = root.resolve("target/kernels");
    private boolean again;
    private boolean install = true;
    private Outcomes outcomes;
    private List<String> kernelPackages;
    /** Null while there is none, as after a failure. */
    private TrialCluster cluster;
    private boolean clusterOfKernels;

    private Agents() {}

    /** The program; {@code systole.home} names the installation tree, {@code systole.root} the checkout. */
    public static void main(String[] words) {
        var agents = new Agents();
        agents.read(words);
        try {
            System.exit(agents.run() ? 0 : 1);
        } catch (LabException failed) {
            System.err.println("agents: " + failed.getMessage());
            System.exit(1);
        }
    }

    private void read(String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--again")) {
                again = true;
            } else if (words[i].equals("--no-install")) {
                install = false;
            } else if (words[i].equals("--results") && i + 1 < words.length) {
                results = Path.of(words[++i]);
            } else if (words[i].equals("--folder") && i + 1 < words.length) {
                folder = Path.of(words[++i]);
            } else if (words[i].equals("--document") && i + 1 < words.length) {
                document = Path.of(words[++i]);
            } else if (words[i].startsWith("-")) {
                System.err.println("agents: '" + words[i] + "' is not understood; it takes --again, --no-install, --results FILE,"
                        + " --document FILE, --folder FOLDER (where the image of nodes with a kernel of their own is kept)"
                        + " and parts of names of agents, such as heartbeat:IPaddr2");
                System.exit(USAGE);
            } else {
                only.add(words[i]);
            }
        }
    }

    private boolean run() {
        List<Recipe> all = Recipes.read(root.resolve("samples/agents/recipes.conf"));
        List<Recipe> chosen = only.isEmpty() ? all
                : only.stream().flatMap(name -> all.stream().filter(recipe -> recipe.name().contains(name))).distinct().toList();
        if (chosen.isEmpty()) {
            System.err.println("agents: no recipe is named so; there are: " + all.stream().map(Recipe::name).toList());
            System.exit(USAGE);
        }
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty()) {
            throw new LabException(obstacle);
        }
        packages(packages(chosen, false).toList());
        kernelPackages = Stream.concat(Stream.of("resource-agents"), packages(all, true)).distinct().sorted().toList();
        outcomes = new Outcomes(results);
        // Those with nodes of one kind after the other, so that there is one cluster for each.
        List<Recipe> order = chosen.stream().sorted(Comparator.comparing(Recipe::ownKernel)).toList();
        try {
            for (int i = 0; i < order.size(); i++) {
                attempt(order.get(i), (i + 1) + " of " + order.size());
            }
        } finally {
            end();
        }
        System.out.println(outcomes.table(chosen));
        write(all);
        return outcomes.good(chosen);
    }

    private static Stream<String> packages(List<Recipe> recipes, boolean kernels) {
        return recipes.stream().filter(recipe -> recipe.ownKernel() == kernels).flatMap(recipe -> recipe.packages().stream()).distinct();
    }

    private void packages(List<String> needed) {
        List<String> missing = Packages.missing(needed);
        if (!missing.isEmpty() && !install) {
            throw new LabException("missing here: apt-get install " + String.join(" ", missing));
        }
        if (!missing.isEmpty()) {
            progress.tell("missing here: " + String.join(" ", missing) + "; installing them with apt-get ...");
            Packages.install(missing);
        }
    }

    private void attempt(Recipe recipe, String count) {
        String version = Packages.owner(recipe.file());
        if (!again && outcomes.settled(recipe, version).isPresent()) {
            progress.tell(recipe.name() + ", " + count + ": known from an earlier run (--again tries it anew)");
            return;
        }
        progress.tell(recipe.name() + ", " + count);
        Outcome outcome = outcome(recipe, version);
        outcomes.add(outcome);
        progress.tell("    " + outcome.kind().words + (outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
    }

    private Outcome outcome(Recipe recipe, String version) {
        if (!Files.exists(recipe.file())) {
            return Outcome.of(recipe, version, Outcome.Kind.LACKS, List.of(), "there is no " + recipe.file());
        }
        if (!recipe.ownKernel() && recipe.needs().isPresent() && !Command.of("sh", "-c", recipe.needs().get()).run().ok()) {
            return Outcome.of(recipe, version, Outcome.Kind.LACKS, List.of(), recipe.lack());
        }
        form(recipe.ownKernel());
        var trial = new Trial(cluster, recipe, step -> progress.tell("    " + step));
        try {
            if (recipe.refusal().isPresent()) {
                return Outcome.of(recipe, version, Outcome.Kind.REFUSES, List.of(), trial.refuse());
            }
            trial.work();
            return Outcome.of(recipe, version, Outcome.Kind.WORKS, trial.steps(), "");
        } catch (LabException failed) {
            keepEvidence(recipe, failed);
            end();
            String said = failed.getMessage().lines().findFirst().orElse("");
            return recipe.flaw().isEmpty() ? Outcome.of(recipe, version, Outcome.Kind.FAILS, trial.steps(), said)
                    : Outcome.of(recipe, version, Outcome.Kind.FLAWED, trial.steps(), recipe.flaw());
        }
    }

    /** A cluster of the right kind, unless there is one. */
    private void form(boolean kernels) {
        if (cluster != null && clusterOfKernels != kernels) {
            end();
        }
        if (cluster == null) {
            progress.tell("    making a cluster");
            cluster = kernels ? TrialCluster.ofKernels(new KernelLab.Supplies(folder, installation, kernelPackages, install),
                    what -> progress.tell("    " + what)) : TrialCluster.ofNamespaces(installation);
            clusterOfKernels = kernels;
            cluster.form();
        }
    }

    /** Beside the results. */
    private void keepEvidence(Recipe recipe, LabException failed) {
        Path file = results.resolveSibling("agents-" + recipe.id() + ".log");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, failed.getMessage() + "\n" + cluster.evidence());
            progress.tell("    what status and logs said is in " + file);
        } catch (IOException | LabException none) {
            progress.tell("    there is no evidence: " + none.getMessage());
        }
    }

    /** One failure does not spoil what comes after it. */
    private void end() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    private void write(List<Recipe> all) {
        if (document != null) {
            progress.tell("asking crm for all fence agents ...");
            try {
                Files.writeString(document, AgentsDocument.text(outcomes.table(all), new FenceAgents(installation).table()));
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot write " + document, failed);
            }
            progress.tell("written: " + document);
        }
    }
}
