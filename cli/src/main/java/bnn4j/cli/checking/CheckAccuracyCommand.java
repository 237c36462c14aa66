package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.Choice;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.cli.option.Percent;
import bnn4j.cli.option.Writes;
import bnn4j.cli.place.Place;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.DeepSetArgument;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.accuracy.AccuracyReport;
import bnn4j.evaluation.accuracy.DataCheck;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.deep.DeepAccuracyCheck;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.ClassMatch;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.evaluation.regression.AllSets;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionJson;
import bnn4j.evaluation.regression.RegressionJunit;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-accuracy PARAMS --dataset NAME}. */
@Command(
    name = "check-accuracy",
    description =
        "Measures the accuracy of a parameter set on a dataset, bit-exactly. --all"
            + " checks all parameter sets against their floors.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j check-accuracy mnist/lfcW1A1 --min 98.4",
      "  bnn4j check-accuracy --all --junit junit.xml --html index.html",
      "  bnn4j check-accuracy mnist/lfcW1A1 --master yarn --input hdfs:///mnist",
      "Options on a Spark cluster: the command with --master local --help; docs/cluster.md"
    },
    exitCodeList = {
      "0:success",
      "1:the accuracy is below --min; with --all, a set is below its floor",
      "2:wrong usage or input; with --all, a set could not be checked"
    },
    customSynopsis = "bnn4j check-accuracy (PARAMS | --all | --dataset voc|ilsvrc) [OPTIONS]")
public final class CheckAccuracyCommand implements Callable<Integer> {
  /** Options that say what a card says for each of all sets. */
  private static final List<String> SINGLE =
      List.of("--dataset", "--split", "--min", "--overlay", "--decode");

  @Parameters(
      paramLabel = "PARAMS",
      arity = "0..1",
      description =
          "Parameter set: a folder, or a name under params-out such as fashion-mnist/lfcW1A1.")
  private String params;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "Dataset (default: the one on the set's card). voc or voc:DIR checks the"
              + " published Tinier-YOLO, ilsvrc or ilsvrc:DIR the published DoReFa-Net,"
              + " both without PARAMS.")
  private String dataset;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "Split: test, training, or validation (the images held back from training)"
              + " (default: ${DEFAULT-VALUE}).")
  private Part split;

  @Option(
      names = "--min",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Minimum accuracy; below it the exit code is 1.")
  private Double minimum;

  @Writes
  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private Path json;

  @Writes
  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML, one test case per set.")
  private Path junit;

  @Mixin private OffloadParameters published;
  @Mixin private RegressionOptions regression;
  @Mixin private DataOption data;
  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (PublishedAccuracy.isFor(dataset)) {
      return checkPublished();
    }
    checkUsage();
    return regression.all ? checkAll() : checkOne();
  }

  private int checkPublished() throws IOException {
    if (params != null || regression.all || junit != null) {
      throw usage(
          "--dataset %s is for a published network; leave out PARAMS, --all and --junit"
              .formatted(dataset));
    }
    PrintWriter out = spec.commandLine().getOut();
    PublishedAccuracy accuracy = new PublishedAccuracy(published, options, out);
    double percent = accuracy.check(dataset, data.directory().root(), split);
    boolean passed = minimum == null || percent >= minimum;
    if (minimum != null) {
      out.printf(
          "%s: %.2f %% is %s the minimum of %s %%%n",
          passed ? "passed" : "FAILED", percent, passed ? "at least" : "less than", minimum);
    }
    out.flush();
    if (json != null) {
      accuracy.write(json);
    }
    return passed ? 0 : 1;
  }

  private void checkUsage() {
    if (!regression.all) {
      if (params == null) {
        throw usage("Missing required parameter: 'PARAMS'");
      }
      if (regression.asked()) {
        throw usage("--html and --history require --all");
      }
      return;
    }
    if (params != null) {
      throw usage("--all checks every set under params-out; leave out '%s'".formatted(params));
    }
    for (String option : SINGLE) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw usage("%s is for a single set; with --all the cards specify it".formatted(option));
      }
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int checkAll() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Regression> earlier = regression.earlier();
    ParameterSetFolders folders = new ParameterSetFolders(Home.parameterSets());
    List<SetResult> results =
        new AllSets(folders, benches(), data::open, DataOption.warnings(spec))
            .check(
                result -> {
                  out.printf("%-32s %-11s %s%n", result.set(), result.place(), result.text());
                  out.flush();
                });
    Regression now = Regression.now(results);
    if (json != null) {
      RegressionJson.write(now, json);
    }
    if (junit != null) {
      RegressionJunit.write(now, junit);
    }
    regression.write(now, earlier);
    return RegressionOptions.summarize(now, out);
  }

  private List<AllSets.Bench> benches() {
    return options.places().stream().map(this::bench).toList();
  }

  private AllSets.Bench bench(Place place) {
    return new AllSets.Bench() {
      @Override
      public String word() {
        return Choice.word(place);
      }

      @Override
      public Accelerator open(Overlay overlay) {
        return options.open(place, overlay);
      }

      @Override
      public OffloadAccelerator open(OffloadOverlay overlay) {
        return options.open(place, overlay);
      }

      @Override
      public boolean offloads() {
        return place.offloads();
      }
    };
  }

  private int checkOne() throws IOException {
    Optional<DeepSetFolder> deep = DeepSetArgument.find(params);
    if (deep.isPresent()) {
      return checkDeep(deep.get());
    }
    ParameterSetArgument set =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println);
    DeployedModel model = set.model();
    options.checkDecode(model.parameters());
    Reading reading = model.reading(DataOption.warnings(spec)).withFit(model.input().fit());
    Dataset source = data.open(datasetName(set), reading, model.shape());
    model.checkClasses(source, set.folder().toString());
    LabeledImages images = images(set.folder().path(), model.split(source), source);
    model
        .match(source.classNames())
        .flatMap(ClassMatch::remark)
        .ifPresent(DataOption.warnings(spec));
    model.oddities(images).forEach(DataOption.warnings(spec));
    AccuracyCheck check = new AccuracyCheck(model, options.decode);
    AccuracyCheck.Outcome outcome;
    try (Accelerator accelerator = options.open(model.overlay());
        ProgressLine progress = new ProgressLine("check", " images", images.size())) {
      outcome = check.run(accelerator, images, progress::show);
    }
    return print(
        new AccuracyReport(
            params,
            Choice.word(options.place()),
            model.overlay().name(),
            source.name(),
            Choice.word(split),
            Choice.word(options.decode),
            minimum,
            model.card().flatMap(card -> DataCheck.of(card, source)),
            outcome));
  }

  /** A network that is offloaded layer by layer. */
  private int checkDeep(DeepSetFolder folder) throws IOException {
    for (String option : List.of("--overlay", "--decode")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw usage(
            "%s is for dataflow overlays; %s is offloaded layer by layer"
                .formatted(option, params));
      }
    }
    DeepModel model = DeepModel.read(folder);
    String name =
        Optional.ofNullable(dataset)
            .or(() -> model.card().map(Card::dataset))
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s has no card that names a dataset; specify one with --dataset"
                            .formatted(folder.path())));
    Reading reading = model.reading(DataOption.warnings(spec)).withFit(model.input().fit());
    Dataset source = data.open(name, reading, model.shape());
    ClassMatch.of(model.set().classNames(), source.classNames())
        .flatMap(ClassMatch::remark)
        .ifPresent(DataOption.warnings(spec));
    Optional<Split> split = model.card().flatMap(card -> card.split(source));
    LabeledImages images = images(folder.path(), split, source);
    AccuracyCheck.Outcome outcome;
    try (ProgressLine progress = new ProgressLine("check", " images", images.size())) {
      outcome =
          new DeepAccuracyCheck(model)
              .run(options.open(model.set().deep().overlay()), images, progress::show);
    }
    return print(
        new AccuracyReport(
            params,
            Choice.word(options.place()),
            model.set().deep().name(),
            source.name(),
            Choice.word(this.split),
            "argmax",
            minimum,
            model.card().flatMap(card -> DataCheck.of(card, source)),
            outcome));
  }

  private int print(AccuracyReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    if (json != null) {
      report.writeJson(json);
    }
    if (junit != null) {
      report.writeJunit(junit);
    }
    return report.passed() ? 0 : 1;
  }

  private String datasetName(ParameterSetArgument set) {
    if (dataset != null) {
      return dataset;
    }
    return set.model()
        .dataset()
        .orElseThrow(
            () ->
                new Refusal(
                    "%s has no card that names a dataset; specify one with --dataset"
                        .formatted(set.folder())));
  }

  private LabeledImages images(Path folder, Optional<Split> parts, Dataset source) {
    return switch (split) {
      case TEST -> source.test();
      case TRAINING -> source.training();
      case VALIDATION -> validation(folder, parts, source);
    };
  }

  /** The card says how many images training held back and by which seed. */
  private static LabeledImages validation(Path folder, Optional<Split> parts, Dataset source) {
    return parts
        .map(Split::validation)
        .filter(images -> images.size() > 0)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s has no card with the validation split of %s; use --split test or training"
                        .formatted(folder, source.name())));
  }
}
