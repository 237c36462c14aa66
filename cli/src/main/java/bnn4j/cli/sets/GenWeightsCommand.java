package bnn4j.cli.sets;

import bnn4j.cli.option.Choice;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.datasets.Dataset;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.export.FormerSet;
import bnn4j.experiment.export.LadderCalibration;
import bnn4j.experiment.export.ParameterExport;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.spec.Output;
import bnn4j.experiment.spec.Target;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.finnthesizer.NpzModel;
import bnn4j.finnthesizer.Synthesis;
import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.foundation.FolderName;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.network.TrainedNetwork;
import bnn4j.network.npz.NpzReader;
import bnn4j.offload.deep.DeepNetwork;
import bnn4j.offload.deep.DeepSet;
import bnn4j.onnx.OnnxModel;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gen-weights MODEL --overlay NAME}. */
@Command(
    name = "gen-weights",
    description =
        "Converts a trained model to a parameter set: folds batch norms into thresholds and packs"
            + " the weights (*.bin, classes.txt, hw/config.h).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j gen-weights runs/mnist-lfc/TIME/model.zip",
      "  bnn4j gen-weights cnv.onnx --overlay cnvW1A1 --classes classes.txt"
    })
public final class GenWeightsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description = "Model: a model.zip of 'train', BNN-PYNQ's .npz, or QONNX (.onnx).")
  private Path model;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description =
          "Overlay: a published one (lfcW1A1, lfcW1A2, cnvW1A1, cnvW1A2, cnvW2A2, lfc, cnv) or a"
              + " YAML file (default: the overlay stored in a model.zip).")
  private String overlayName;

  @Writes(folder = true)
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Output folder (default: params-out/<dataset>/<network> in the current folder; with"
              + " --output ladder params-out/<dataset>-ladder/<network>; for .onnx"
              + " params-out/<file>/<overlay>).")
  private Path out;

  @Option(names = "--force", description = "Replace an existing parameter set of another model.")
  private boolean force;

  @Option(
      names = "--folding",
      paramLabel = "RULE",
      defaultValue = "exact",
      description =
          "Folding rule: exact (each neuron decides as in training) or finnthesizer (equal to the"
              + " original generator byte for byte) (default: ${DEFAULT-VALUE}).")
  private FoldingRule folding;

  @Option(
      names = "--output",
      paramLabel = "CODE",
      defaultValue = "bits",
      description =
          "Output code of overlays with bit outputs: bits (one output per class) or ladder (several"
              + " per class at rising thresholds, chosen on the training images; docs/ladder.md)"
              + " (default: ${DEFAULT-VALUE}).")
  private Output output;

  @Option(
      names = "--classes",
      paramLabel = "FILE|a,b,c",
      description =
          "Class names: a file with one name per line, or a comma-separated list (default: the"
              + " model's names, else numbers).")
  private String classes;

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Optional<Overlay> wanted = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    if (OnnxModel.isOnnx(model)) {
      return fromGraph(wanted);
    }
    Optional<Card> card = Optional.empty();
    Overlay overlay;
    TrainedNetwork network;
    if (isNpz()) {
      overlay = wanted.orElseThrow(this::unknownOverlay);
      network = NpzModel.read(model, overlay);
    } else {
      TrainedModel trained = TrainedModel.read(model);
      if (trained.target() instanceof Target.Offload offload) {
        return offload(trained, offload.deep());
      }
      overlay = wanted.orElse(trained.overlay());
      network = trained.network();
      card = Optional.of(trained.card());
    }
    long start = System.nanoTime();
    Synthesis synthesis =
        Finnthesizer.synthesize(network, overlay, folding, classNames(network, card));
    Path folder = out != null ? out : defaultFolder(overlay, card);
    keepAnother(folder, synthesis, card);
    ParameterSet parameters =
        output == Output.LADDER ? ladder(synthesis.parameters(), card) : synthesis.parameters();
    ParameterExport.write(
        DeployedModel.of(
            parameters,
            card.map(c -> c.of(parameters).with(Card.Folding.valueOf(folding.name()), null))),
        folder);
    synthesis
        .warnings()
        .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    print.printf(
        "%s: %s for %s, folding %s, output %s, %d classes, %.1f s%n",
        folder,
        model,
        overlay.name(),
        folding.word(),
        Choice.word(output),
        parameters.classes(),
        (System.nanoTime() - start) / 1e9);
    return 0;
  }

  /** A model whose layers an overlay runs call by call; folding is exact there. */
  private int offload(TrainedModel trained, DeepNetwork deep) throws IOException {
    for (String option : List.of("--overlay", "--folding", "--output")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new Refusal(
            "%s: was trained for the offload overlay %s; omit %s, which is for dataflow overlays"
                .formatted(model, deep.overlay().name(), option));
      }
    }
    long start = System.nanoTime();
    Card card = trained.card().with(Card.Folding.EXACT, null);
    List<String> names = classNames(trained.network(), Optional.of(card));
    DeepModel set =
        DeepModel.of(DeepSet.of(deep, trained.network(), names), Optional.of(card.of(names)));
    Path folder =
        out != null
            ? out
            : Home.ownParameterSets()
                .resolve(Output.BITS.folder(card.dataset()))
                .resolve(deep.name());
    if (!force) {
      new FormerSet(folder).giveWayTo(set);
    }
    ParameterExport.write(set, folder);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s for offload overlay %s, folding exact, output scores, %d classes, %.1f s%n",
            folder, model, deep.overlay().name(), names.size(), (System.nanoTime() - start) / 1e9);
    return 0;
  }

  /** A graph has thresholds of its own, and says nothing of the images it was trained on. */
  private int fromGraph(Optional<Overlay> wanted) throws IOException {
    if (folding != FoldingRule.EXACT || output != Output.BITS) {
      throw new Refusal(
          "%s: --folding and --output do not apply to ONNX graphs; omit them".formatted(model));
    }
    long start = System.nanoTime();
    OnnxModel graph = OnnxModel.read(model);
    Overlay overlay =
        wanted.orElseThrow(
            () ->
                new Refusal(
                    ("%s does not name its overlay; specify it with --overlay, or let 'overlays"
                            + " from %s' write one")
                        .formatted(model, model)));
    Synthesis synthesis = graph.synthesize(overlay, classes == null ? List.of() : givenNames());
    Path folder =
        out != null
            ? out
            : Home.ownParameterSets()
                .resolve(FolderName.of(graph.name()))
                .resolve(FolderName.of(overlay.name()));
    keepAnother(folder, synthesis, Optional.empty());
    ParameterExport.write(DeployedModel.of(synthesis.parameters()), folder);
    synthesis
        .warnings()
        .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s for %s, thresholds proven for all sums, pixels from %s, %d classes, %.1f s%n",
            folder,
            model,
            overlay.name(),
            graph.network().pixels(),
            synthesis.parameters().classes(),
            (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void keepAnother(Path folder, Synthesis synthesis, Optional<Card> card) {
    if (!force) {
      new FormerSet(folder).giveWayTo(DeployedModel.of(synthesis.parameters(), card));
    }
  }

  private Refusal unknownOverlay() {
    return new Refusal("%s does not name its overlay; specify it with --overlay".formatted(model));
  }

  /**
   * Chooses the levels on the images that training learned from, and says what they are worth on
   * those that it held back.
   */
  private ParameterSet ladder(ParameterSet bits, Optional<Card> card) {
    Card known =
        card.orElseThrow(
            () ->
                new Refusal(
                    "--output ladder: %s does not contain its dataset; use a model.zip"
                        .formatted(model)));
    Ladder.levels(bits.overlay(), bits.classes());
    DeployedModel model = DeployedModel.of(bits, Optional.of(known));
    Dataset source =
        data.open(known.dataset(), model.reading(DataOption.warnings(spec)), model.shape());
    LadderCalibration.Calibrated calibrated = LadderCalibration.calibrate(model, source);
    calibrated
        .judgement()
        .ifPresent(
            judgement ->
                spec.commandLine()
                    .getOut()
                    .printf(
                        "%d held-back images: bits %.2f %%, ladder of %d levels %.2f %%%n",
                        judgement.images(),
                        judgement.bits(),
                        calibrated.set().levels(),
                        judgement.ladder()));
    return calibrated.set();
  }

  private boolean isNpz() {
    return NpzReader.isNpz(model);
  }

  private List<String> classNames(TrainedNetwork network, Optional<Card> card) throws IOException {
    if (classes == null) {
      return card.map(Card::classes)
          .orElseGet(
              () ->
                  IntStream.range(0, network.network().outputs())
                      .mapToObj(Integer::toString)
                      .toList());
    }
    return givenNames();
  }

  private List<String> givenNames() throws IOException {
    Path file = Path.of(classes);
    List<String> names =
        Files.isRegularFile(file)
            ? linesOf(file)
            : Arrays.stream(classes.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      throw new Refusal(
          "--classes %s: name %d is empty; give one name per class"
              .formatted(classes, names.indexOf("") + 1));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new Refusal(
            "--classes %s: '%s' occurs twice; give each class a name of its own"
                .formatted(classes, name));
      }
    }
    return names;
  }

  private static List<String> linesOf(Path file) {
    return TextFile.read(file).lines().map(String::strip).toList();
  }

  /** BNN-PYNQ's networks are named {@code <dataset>-<weight bits>w-<activation bits>a.npz}. */
  private Path defaultFolder(Overlay overlay, Optional<Card> card) {
    String dataset =
        card.map(Card::dataset)
            .orElseGet(
                () -> model.getFileName().toString().replaceFirst("(-\\dw-\\da)?(?i:\\.npz)$", ""));
    return Home.ownParameterSets().resolve(output.folder(dataset)).resolve(overlay.name());
  }
}
