package bnn4j.cli.datasets;

import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.Home;
import bnn4j.cli.option.Writes;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.ClassCounts;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.cifar.CifarWriter;
import bnn4j.datasets.fetch.Fetcher;
import bnn4j.datasets.fetch.FileReport;
import bnn4j.datasets.fetch.NetworkAccess;
import bnn4j.datasets.fetch.Stock;
import bnn4j.datasets.fetch.Verifier;
import bnn4j.datasets.idx.IdxWriter;
import bnn4j.datasets.preview.ContactSheet;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.spec.Pictures;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.batches.AugmentedImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datasets list|fetch|verify|preview|export [NAME]}. */
@Command(
    name = "datasets",
    description = "Lists, downloads, verifies, previews and exports datasets.",
    synopsisSubcommandLabel = "(list | fetch | verify | preview | export) [NAME]",
    footerHeading = "%nExamples:%n",
    footer = {"  bnn4j datasets list", "  bnn4j datasets fetch fashion-mnist"})
public final class DatasetsCommand {
  private static final String NAME = "Dataset: a name from 'datasets list', or folder:PATH.";
  private static final String SPLIT = "Split: training or test (default: ${DEFAULT-VALUE}).";
  private static final int SHEET_ROWS = 8;
  private static final int SHEET_COLUMNS = 16;

  @Spec private CommandSpec spec;

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "list",
      description =
          "Lists all known datasets and their state on this machine. With NAME, prints"
              + " the details of one.",
      footer = "  bnn4j datasets list mnist")
  public int list(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = NAME) String name,
      @Mixin DataOption data) {
    if (name != null) {
      print(Datasets.entry(name), data.directory());
      return 0;
    }
    out().printf("data directory: %s%n", data.directory().root());
    out()
        .printf(
            "%-18s %-10s %7s %9s %8s  %s%n",
            "name", "images", "classes", "training", "test", "state");
    for (CatalogueEntry entry : Datasets.catalogue()) {
      out()
          .printf(
              "%-18s %-10s %7d %9d %8d  %s%n",
              entry.name(),
              entry.shape(),
              entry.classNames().size(),
              entry.trainingImages(),
              entry.testImages(),
              state(entry, data.directory()));
    }
    return 0;
  }

  private static String state(CatalogueEntry entry, DataDirectory directory) {
    if (entry.isGenerated()) {
      return "rendered when needed";
    }
    Stock stock = Stock.of(entry, directory);
    if (stock.isWhole()) {
      return stock
          .otherEdition()
          .map(path -> "complete, as another edition in " + path.getFileName())
          .orElse("complete");
    }
    return stock.present() == stock.files()
        ? "differs from the official files; see: datasets verify " + entry.name()
        : "%s; get it with: datasets fetch %s".formatted(stock.text(), entry.name());
  }

  private void print(CatalogueEntry entry, DataDirectory directory) {
    out().printf("%s: %s%n", entry.name(), entry.title());
    out()
        .printf(
            "images:    %s, %d training, %d test%n",
            entry.shape(), entry.trainingImages(), entry.testImages());
    out().printf("classes:   %s%n", String.join(", ", entry.classNames()));
    printUnlessEmpty("homepage:  %s%n", entry.homepage());
    printUnlessEmpty("licence:   %s%n", entry.licence());
    printUnlessEmpty("citation:  %s%n", entry.citation());
    if (!entry.madeOf().isEmpty()) {
      out().printf("made from: %s%n", String.join(", ", entry.madeOf()));
    }
    out().printf("state:     %s%n", state(entry, directory));
    for (DataFile file : entry.files()) {
      out()
          .printf(
              "file:      %s, %d bytes, %s%n",
              file.name(),
              file.size(),
              file.checksum().map(Object::toString).orElse("no checksum has been published"));
      entry.addresses(file).forEach(address -> out().printf("           %s%n", address));
    }
  }

  private void printUnlessEmpty(String format, String text) {
    if (!text.isEmpty()) {
      out().printf(format, text);
    }
  }

  @Command(
      name = "fetch",
      description =
          "Downloads a dataset from its official site, resumes partial downloads and"
              + " verifies checksums.",
      footer = "  bnn4j datasets fetch fashion-mnist")
  public int fetch(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--offline",
              description = "Do not access the network; print which file belongs where.")
          boolean offline,
      @Mixin DataOption data) {
    CatalogueEntry entry = Datasets.entry(name);
    if (entry.isGenerated()) {
      out().printf("%s is rendered when needed; no download is required%n", name);
      return 0;
    }
    try (DownloadProgress progress = new DownloadProgress(spec.commandLine().getErr())) {
      List<Path> files =
          new Fetcher(
                  data.directory(),
                  offline ? NetworkAccess.FORBIDDEN : NetworkAccess.ALLOWED,
                  progress)
              .fetch(entry);
      files.forEach(file -> out().println(file));
      if (files.isEmpty()) {
        out().printf("%s is complete and correct%n", name);
      }
    }
    return 0;
  }

  @Command(
      name = "verify",
      description =
          "Compares the files of a dataset, or of all datasets on this machine, with the"
              + " official sizes and checksums.",
      footer = "  bnn4j datasets verify mnist",
      exitCodeList = {"0:success", "1:a file is missing or differs", "2:wrong usage or input"})
  public int verify(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = NAME) String name,
      @Mixin DataOption data) {
    if (name != null) {
      return verify(Datasets.entry(name), data.directory()) ? 0 : 1;
    }
    boolean right = true;
    for (CatalogueEntry entry : Datasets.catalogue()) {
      // What a dataset is made of has its own turn.
      if (entry.isGenerated()
          || (entry.madeOf().isEmpty() && !Stock.of(entry, data.directory()).isEmpty())) {
        right &= verify(entry, data.directory());
      } else {
        out().printf("%s: %s%n", entry.name(), state(entry, data.directory()));
      }
    }
    return right ? 0 : 1;
  }

  private boolean verify(CatalogueEntry entry, DataDirectory directory) {
    if (entry.isGenerated()) {
      out().printf("%s: %s%n", entry.name(), state(entry, directory));
    }
    List<FileReport> reports = new Verifier(directory).verify(entry);
    reports.forEach(report -> out().printf("%s: %s%n", entry.name(), report.message()));
    return reports.stream().allMatch(FileReport::isOk);
  }

  @Command(
      name = "preview",
      description = "Draws a contact sheet of images with their labels.",
      footer = "  bnn4j datasets preview folder:shapes --config shapes.yaml --out sheet.png")
  public int preview(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Writes
          @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "Output file (PNG or JPEG by its suffix).")
          Path sheet,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "Apply the augmentation and the input transform of this config.")
          String config,
      @Option(
              names = "--split",
              paramLabel = "PART",
              defaultValue = "training",
              description = SPLIT)
          Part part,
      @Mixin DataOption data) {
    ContactSheet.checkName(sheet);
    LabeledImages images =
        config == null
            ? sample(counted(data.open(name, reading(Pictures.DEFAULT)), part))
            : varied(
                name,
                part,
                TrainingSpec.read(
                    TrainingSpec.find(config, Home.configs()), List.of(), Home.overlays()),
                data);
    ContactSheet.write(images, SHEET_ROWS, SHEET_COLUMNS, sheet);
    out().println(sheet);
    return 0;
  }

  /** A sample as a config reads, varies and transforms it. */
  private LabeledImages varied(String name, Part part, TrainingSpec training, DataOption data) {
    Dataset dataset = data.open(name, reading(training.pictures()), training.inputShape());
    LabeledImages images = sample(counted(dataset, part));
    return training
        .input()
        .apply(AugmentedImages.of(images, training.augmentation(), training.seed()));
  }

  /** The images of a part, once the counts are said; of one's own pictures those of every part. */
  private LabeledImages counted(Dataset dataset, Part part) {
    LabeledImages images = load(dataset, part);
    ClassCounts counts = new ClassCounts(dataset.name(), dataset.classNames()).add(part, images);
    if (dataset.name().startsWith(Datasets.FOLDER)) {
      if (part != Part.TRAINING) {
        counts.add(Part.TRAINING, dataset.training());
      }
      dataset.validation().ifPresent(validation -> counts.add(Part.VALIDATION, validation));
      if (part != Part.TEST) {
        counts.add(Part.TEST, dataset.test());
      }
    }
    out().print(counts.text());
    return images;
  }

  private static LabeledImages sample(LabeledImages images) {
    return images.balanced(SHEET_ROWS * SHEET_COLUMNS);
  }

  private Reading reading(Pictures pictures) {
    return pictures.reading(DataOption.warnings(spec));
  }

  @Command(
      name = "export",
      description =
          "Writes the images of a dataset for an unmodified BNN-PYNQ host, with the"
              + " input transform of a parameter set applied.",
      footer = "  bnn4j datasets export mnist --params mnist/lfcW1A1 --out mnist.idx3-ubyte")
  public int export(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--params",
              paramLabel = "PARAMS",
              description =
                  "Parameter set whose input transform is applied (default: no transform).")
          String params,
      @Writes
          @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description =
                  "Output file: IDX3 for grey images, CIFAR-10 records for colour images.")
          Path file,
      @Writes
          @Option(
              names = "--labels",
              paramLabel = "FILE",
              description = "Also write the labels to this IDX1 file.")
          Path labels,
      @Option(names = "--split", paramLabel = "PART", defaultValue = "test", description = SPLIT)
          Part part,
      @Mixin DataOption data)
      throws IOException {
    LabeledImages images =
        params == null
            ? load(data.open(name, reading(Pictures.DEFAULT)), part)
            : transformed(name, part, params, data);
    if (images.shape().channels() == 1) {
      IdxWriter.writeImages(images, file);
    } else {
      CifarWriter.write(images, file);
    }
    out().printf("%s: %d images%n", file, images.size());
    if (labels != null) {
      IdxWriter.writeLabels(images, labels);
      out().printf("%s: %d labels%n", labels, images.size());
    }
    return 0;
  }

  /** Images as a parameter set takes them. */
  private LabeledImages transformed(String name, Part part, String params, DataOption data)
      throws IOException {
    DeployedModel model =
        ParameterSetArgument.load(params, spec.commandLine().getErr()::println).model();
    Dataset dataset = data.open(name, model.reading(DataOption.warnings(spec)), model.shape());
    return model.input().apply(load(dataset, part));
  }

  private static LabeledImages load(Dataset dataset, Part part) {
    return switch (part) {
      case TRAINING -> dataset.training();
      case TEST -> dataset.test();
      case VALIDATION ->
          dataset
              .validation()
              .orElseThrow(
                  () ->
                      new Refusal(
                          "this dataset has no validation split of its own; use --split"
                              + " training or test"));
    };
  }
}
