package bnn4j.cli.recognition;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.Percent;
import bnn4j.cli.option.PngName;
import bnn4j.cli.option.Writes;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.evaluation.locate.Find;
import bnn4j.evaluation.locate.FindsJson;
import bnn4j.evaluation.locate.Locator;
import bnn4j.evaluation.locate.MarkedPicture;
import bnn4j.evaluation.locate.Search;
import bnn4j.evaluation.locate.Selection;
import bnn4j.evaluation.locate.Window;
import bnn4j.evaluation.locate.WindowGrid;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.PngFile;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.params.ParameterSet;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code locate PARAMS --input PHOTO}. */
@Command(
    name = "locate",
    description =
        "Finds objects of the trained classes in a photo with a sliding window,"
            + " bit-exactly. Prints a line class,name,score,x,y,width,height per object,"
            + " best first.",
    footer = "  bnn4j locate gtsrb/cnvW1A1 --input street.jpg --only stop --out marked.png",
    customSynopsis = "bnn4j locate PARAMS --input PHOTO [OPTIONS]")
public final class LocateCommand implements Callable<Integer> {
  private static final String STDOUT = "-";

  @Parameters(
      paramLabel = "PARAMS",
      description =
          "Parameter set: a folder, a name under params-out such as gtsrb/cnvW1A1, or a run.")
  private String params;

  @Option(
      names = "--input",
      paramLabel = "PHOTO",
      required = true,
      description = "Image file of the photo.")
  private Path input;

  @Option(
      names = "--window",
      paramLabel = "PIXELS",
      split = ",",
      converter = Count.class,
      description =
          "Window sizes, such as 32,64,96 (default: from a sixteenth to a half of the"
              + " photo's shorter side).")
  private List<Integer> windows;

  @Option(
      names = "--stride",
      paramLabel = "PIXELS",
      converter = Count.class,
      description = "Distance between windows (default: a quarter of the window).")
  private Integer stride;

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      description =
          "Minimum score of an object (default: a high fraction of the overlay's score range).")
  private Integer minScore;

  @Option(
      names = "--min-margin",
      paramLabel = "SCORE",
      description = "Minimum difference to the score of the next class.")
  private Integer minMargin;

  @Option(
      names = "--min-support",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description =
          "Minimum share of neighbouring windows (shifted, larger, smaller) of the same"
              + " class, in percent (default: 35).")
  private Double minSupport;

  @Option(
      names = "--ignore",
      paramLabel = "CLASS",
      split = ",",
      description =
          "Classes, by name or number, that mean \"no object\" (default: classes with"
              + " names such as junk).")
  private List<String> ignore;

  @Option(
      names = "--only",
      paramLabel = "CLASS",
      split = ",",
      description = "Search only for these classes, by name or number.")
  private List<String> only;

  @Writes
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the photo with a box around each object (PNG).")
  private Path out;

  @Option(
      names = "--candidates",
      description = "Also draw the windows before the test of score and margin into --out.")
  private boolean candidates;

  @Writes(prints = true)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write an array of {class, name, score, x, y, width, height}; - prints it.")
  private String json;

  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PngName.check(out);
    if (candidates && out == null) {
      throw new Refusal("--candidates requires --out");
    }
    DeployedModel model =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println)
            .model();
    ParameterSet parameters = model.parameters();
    Selection selection = selection(parameters);
    Picture picture = PictureReader.read(input);
    Locator locator = new Locator(model, picture);
    locator.oddities().forEach(oddity -> spec.commandLine().getErr().println("warning: " + oddity));
    Optional<Integer> step = Optional.ofNullable(stride);
    WindowGrid grid =
        windows == null
            ? new WindowGrid(WindowGrid.of(picture.rows(), picture.columns()).sizes(), step)
            : new WindowGrid(windows, step);
    List<Window> places = grid.over(picture.rows(), picture.columns());
    Search.Found found = look(locator, selection, parameters, places);
    List<Find> finds = found.things();
    if (out != null) {
      List<Find> before = candidates ? found.candidates() : List.of();
      AtomicFile.write(
          out, file -> file.write(PngFile.of(MarkedPicture.of(picture, finds, before))));
    }
    print(finds);
    spec.commandLine()
        .getErr()
        .printf(
            "%d windows of %s pixels, %d candidates, %d accepted%n",
            places.size(), grid.sizes(), found.candidates().size(), finds.size());
    return 0;
  }

  private Selection selection(ParameterSet parameters) {
    Selection usual = Selection.of(parameters);
    if (minScore != null) {
      usual = usual.withMinScore(minScore);
    }
    if (minMargin != null) {
      usual = usual.withMinMargin(minMargin);
    }
    if (minSupport != null) {
      usual = usual.withMinSupport(minSupport / 100);
    }
    if (ignore != null) {
      usual = usual.withIgnored(Selection.classes(parameters, ignore));
    }
    return only == null ? usual : usual.withOnly(Selection.classes(parameters, only));
  }

  private Search.Found look(
      Locator locator, Selection selection, ParameterSet set, List<Window> places) {
    try (Accelerator accelerator = options.open(set.overlay());
        ProgressLine progress = new ProgressLine("locate", " windows", places.size())) {
      accelerator.load(set);
      return new Search(locator, selection).over(places, accelerator, progress::show);
    }
  }

  private void print(List<Find> finds) {
    PrintWriter lines = spec.commandLine().getOut();
    if (json != null && !json.equals(STDOUT)) {
      AtomicFile.write(Path.of(json), FindsJson.of(finds));
    }
    lines.print(STDOUT.equals(json) ? FindsJson.of(finds) : FindsJson.lines(finds));
    lines.flush();
  }
}
