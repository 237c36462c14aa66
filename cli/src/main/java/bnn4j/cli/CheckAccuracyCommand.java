package bnn4j.cli;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.trainer.accuracy.AccuracyCheck;
import bnn4j.trainer.card.Card;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-accuracy PARAMS --dataset NAME}. */
@Command(
    name = "check-accuracy",
    description =
        "Run a parameter set over a data set, bit-exactly, and count what it gets right. Exit code 1"
            + " if that is less than --min.")
final class CheckAccuracyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PARAMS",
      description = "Folder, or name under params-out such as fashion-mnist/lfcW1A1.")
  private String params;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Data set; default the one on the set's card.")
  private String dataset;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "test, training, or validation (the images that training held back); default test.")
  private Part split;

  @Option(
      names = "--min",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Fail, with exit code 1, below this accuracy.")
  private Double minimum;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML, one test case.")
  private Path junit;

  @Mixin private DataOption data;
  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ParameterSetArgument set =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println);
    options.checkDecode(set.parameters());
    Reading reading = set.pictures().reading(DataOption.warnings(spec));
    Dataset source = data.open(datasetName(set), reading, set.shape());
    set.checkClasses(source);
    LabeledImages images = images(set, source);
    AccuracyCheck check = new AccuracyCheck(set.parameters(), set.transform(), options.decode);
    AccuracyCheck.Outcome outcome;
    try (Accelerator accelerator = options.open(set.parameters().overlay());
        ProgressLine progress = new ProgressLine("check", " images", images.size())) {
      outcome = check.run(accelerator, images, progress::show);
    }
    AccuracyReport report =
        new AccuracyReport(
            params,
            set.parameters().overlay().name(),
            source.name(),
            Choice.word(split),
            Choice.word(options.decode),
            minimum,
            outcome);
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
    return set.card()
        .map(Card::dataset)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s has no card that names a data set; give one with --dataset"
                        .formatted(set.folder())));
  }

  private LabeledImages images(ParameterSetArgument set, Dataset source) {
    return switch (split) {
      case TEST -> source.test();
      case TRAINING -> source.training();
      case VALIDATION -> validation(set, source);
    };
  }

  /** The card says how many images training held back and by which seed. */
  private static LabeledImages validation(ParameterSetArgument set, Dataset source) {
    Card card = set.card().filter(c -> c.training() != null && c.config() != null).orElse(null);
    int held = card == null ? 0 : card.config().path("validation").asInt();
    if (held == 0 || !card.dataset().equals(source.name())) {
      throw new Refusal(
          "%s has no card that says which images of %s training held back; use --split test or"
                  .formatted(set.folder(), source.name())
              + " training");
    }
    return Split.of(source.training(), held, card.training().seed()).validation();
  }
}
