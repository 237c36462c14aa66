package bnn4j.cli.sets;

import bnn4j.cli.option.Home;
import bnn4j.cli.option.Writes;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.experiment.archive.RecordedRun;
import bnn4j.experiment.archive.RunArchive;
import bnn4j.experiment.archive.RunInstallation;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code params list|show|install [PARAMS]}. */
@Command(
    name = "params",
    description = "Lists parameter sets, shows their cards, and installs the set of a run.",
    synopsisSubcommandLabel = "(list | show PARAMS | install RUN)",
    footer = "  bnn4j params show fashion-mnist/lfcW1A1")
public final class ParamsCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      description =
          "Lists the parameter sets under params-out of the project and of the current folder, or under a given folder.",
      footer = "  bnn4j params list")
  public int list(
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              description = "Folder to search (default: both params-out folders).")
          Path folder)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Refusal(
          "%s: %s; name a folder of parameter sets"
              .formatted(folder, Files.exists(folder) ? "not a folder" : "no such folder"));
    }
    Map<String, Path> sets = new LinkedHashMap<>();
    if (folder == null) {
      addAll(Home.parameterSets(), "", sets);
      if (!isSame(Home.parameterSets(), Home.ownParameterSets())) {
        addAll(Home.ownParameterSets(), Home.ownParameterSets() + "/", sets);
      }
    } else {
      addAll(folder, "", sets);
    }
    if (sets.isEmpty()) {
      out.printf(
          "no parameter sets under %s; 'gen-weights' creates them from a model%n",
          folder == null ? Home.parameterSets() : folder);
      return 0;
    }
    out.printf("%-32s %-10s %8s %10s  %s%n", "set", "network", "classes", "exported", "dataset");
    sets.forEach((name, set) -> out.println(line(name, set)));
    return 0;
  }

  private static void addAll(Path root, String prefix, Map<String, Path> sets) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    for (String mark : List.of(ParameterSetFolders.CLASSES, DeepSetFolder.NETWORK)) {
      ParameterSetFolders folders = new ParameterSetFolders(root, mark);
      for (Path set : folders.list()) {
        found.put(prefix + folders.name(set), set);
      }
    }
    sets.putAll(found);
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }

  /** A set that is broken says so in its line and leaves the others alone. */
  private static String line(String name, Path folder) {
    try {
      DeepSetFolder deep = new DeepSetFolder(folder);
      if (deep.exists()) {
        DeepModel set = DeepModel.read(deep);
        return line(name, set.set().deep().name(), set.set().classNames().size(), set.card());
      }
      DeployedModel set = new ModelFolder(folder).read(warning -> {});
      return line(name, set.overlay().name(), set.parameters().classes(), set.card());
    } catch (Refusal | IOException e) {
      return "%-32s broken: %s".formatted(name, e.getMessage().replace("\n", "; "));
    }
  }

  private static String line(String name, String network, int classes, Optional<Card> card) {
    return "%-32s %-10s %8d %10s  %s"
        .formatted(
            name,
            network,
            classes,
            card.map(Card::accuracy)
                .map(accuracy -> "%.2f %%".formatted(accuracy.exported()))
                .orElse("unknown"),
            card.map(Card::dataset).orElse("unknown"));
  }

  @Command(
      name = "show",
      description = "Shows network, classes, sizes and card of a parameter set.",
      footer = "  bnn4j params show fashion-mnist/lfcW1A1")
  public int show(
      @Parameters(
              paramLabel = "PARAMS",
              description =
                  "Parameter set: a folder, or a name under params-out such as fashion-mnist/lfcW1A1.")
          String name)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<DeepSetFolder> deep = DeepSetArgument.find(name);
    if (deep.isPresent()) {
      show(deep.get(), out);
      return 0;
    }
    ParameterSetArgument argument =
        ParameterSetArgument.load(name, spec.commandLine().getErr()::println);
    DeployedModel set = argument.model();
    Overlay overlay = set.overlay();
    out.printf("folder:     %s%n", argument.folder());
    out.printf("network:    %s%n", overlay.name());
    out.printf(
        "classes:    %d: %s%n",
        set.parameters().classes(), String.join(", ", set.parameters().classNames()));
    if (set.parameters().levels() > 1) {
      out.printf("output:     ladder of %d levels%n", set.parameters().levels());
    }
    out.printf("weights:    %d bits%n", overlay.weightsInBits());
    out.printf("thresholds: %d%n", overlay.thresholds());
    showCard(set.card(), out);
    return 0;
  }

  private static void show(DeepSetFolder folder, PrintWriter out) throws IOException {
    DeepModel model = DeepModel.read(folder);
    DeepSet set = model.set();
    out.printf("folder:     %s%n", folder.path());
    out.printf("network:    %s%n", set.deep().name());
    out.printf(
        "offload:    %s, %d calls per image, layers %d to %d of %d%n",
        set.deep().overlay().name(),
        set.calls().schedule().calls().size(),
        set.part().first(),
        set.part().last(),
        set.network().layers().size());
    out.printf(
        "classes:    %d: %s%n", set.classNames().size(), String.join(", ", set.classNames()));
    out.printf("weights:    %d bits%n", set.weightsInBits());
    out.printf("thresholds: %d%n", set.thresholds());
    showCard(model.card(), out);
  }

  private static void showCard(Optional<Card> card, PrintWriter out) {
    if (card.isPresent()) {
      out.println("card:");
      out.print(CardFile.toYaml(card.get()).indent(2));
    } else {
      out.println("card:       none (unknown origin)");
    }
    out.flush();
  }

  @Command(
      name = "install",
      description =
          "Copies the parameter set of a run to params-out/<dataset>/<network> in the current folder.",
      footer = "  bnn4j params install mnist-lfc")
  public int install(
      @Parameters(
              paramLabel = "RUN",
              description =
                  "Run: a run folder, <name>/<time>, or <name> for the newest run of that name.")
          String name,
      @Writes(folder = true)
          @Option(
              names = "--out",
              paramLabel = "DIR",
              description =
                  "Output folder (default: params-out/<dataset>/<network> in the current folder).")
          Path folder,
      @Option(
              names = "--runs",
              paramLabel = "DIR",
              defaultValue = "runs",
              description = "Folder of runs (default: ${DEFAULT-VALUE}).")
          Path runs,
      @Option(
              names = "--force",
              description = "Replace an existing parameter set of another model.")
          boolean force)
      throws IOException {
    RecordedRun run = new RunArchive(runs).find(name);
    RunInstallation installation = new RunInstallation(run);
    Path target = folder != null ? folder : installation.usualFolder(Home.ownParameterSets());
    installation.into(target, force);
    spec.commandLine().getOut().printf("%s: the set of run %s%n", target, run.name());
    return 0;
  }
}
