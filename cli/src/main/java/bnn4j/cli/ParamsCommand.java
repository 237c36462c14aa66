package bnn4j.cli;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code params list|show [PARAMS]}. */
@Command(
    name = "params",
    description = "Show parameter sets: network, classes, sizes, accuracy card.",
    synopsisSubcommandLabel = "(list | show PARAMS)")
final class ParamsCommand {
  @Spec private CommandSpec spec;

  @Command(name = "list", description = "All sets under params-out, or under a folder.")
  int list(
      @Parameters(paramLabel = "DIR", arity = "0..1", description = "Folder to search.")
          Path folder)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Refusal(folder + ": no such folder");
    }
    Path root = folder == null ? Home.parameterSets() : folder;
    ParameterSetFolders folders = new ParameterSetFolders(root);
    List<Path> sets = folders.list();
    if (sets.isEmpty()) {
      out.printf("no parameter sets under %s; 'gen-weights' makes them of a model%n", root);
      return 0;
    }
    out.printf("%-32s %-10s %8s %10s  %s%n", "set", "network", "classes", "exported", "data set");
    for (Path set : sets) {
      out.println(line(folders.name(set), set));
    }
    return 0;
  }

  /** A set that is broken says so in its line and leaves the others alone. */
  private static String line(String name, Path folder) {
    try {
      ParameterSetArgument set = ParameterSetArgument.load(folder);
      return "%-32s %-10s %8d %10s  %s"
          .formatted(
              name,
              set.parameters().overlay().name(),
              set.parameters().classes(),
              set.card()
                  .map(Card::accuracy)
                  .map(accuracy -> "%.2f %%".formatted(accuracy.exported()))
                  .orElse("unknown"),
              set.card().map(Card::dataset).orElse("unknown"));
    } catch (Refusal | IOException e) {
      return "%-32s broken: %s".formatted(name, e.getMessage());
    }
  }

  @Command(name = "show", description = "One set.")
  int show(
      @Parameters(
              paramLabel = "PARAMS",
              description = "Folder, or name under params-out such as fashion-mnist/lfcW1A1.")
          String name)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ParameterSetArgument set =
        ParameterSetArgument.load(name, spec.commandLine().getErr()::println);
    Overlay overlay = set.parameters().overlay();
    out.printf("folder:     %s%n", set.folder());
    out.printf("network:    %s%n", overlay.name());
    out.printf(
        "classes:    %d: %s%n",
        set.parameters().classes(), String.join(", ", set.parameters().classNames()));
    if (set.parameters().levels() > 1) {
      out.printf("output:     ladder of %d levels%n", set.parameters().levels());
    }
    long weights = 0;
    long thresholds = 0;
    for (MatrixLayer layer : overlay.layers()) {
      weights += (long) layer.rows() * layer.columns() * layer.weightBits();
      thresholds += (long) layer.rows() * layer.thresholdsPerNeuron();
    }
    out.printf("weights:    %d bits%n", weights);
    out.printf("thresholds: %d%n", thresholds);
    if (set.card().isPresent()) {
      out.println("card:");
      out.print(CardFile.toYaml(set.card().get()).indent(2));
    } else {
      out.println("card:       none; where it comes from is unknown");
    }
    out.flush();
    return 0;
  }
}
