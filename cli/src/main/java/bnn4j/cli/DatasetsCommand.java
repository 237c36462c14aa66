package bnn4j.cli;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.fetch.Fetcher;
import bnn4j.datasets.fetch.FileReport;
import bnn4j.datasets.fetch.Network;
import bnn4j.datasets.fetch.Verifier;
import bnn4j.datasets.idx.IdxWriter;
import bnn4j.datasets.preview.ContactSheet;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.overlay.Refusal;
import bnn4j.trainer.batches.AugmentedImages;
import bnn4j.trainer.spec.TrainingSpec;
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
    description = "The data sets: what is known, what is there, what is missing.",
    synopsisSubcommandLabel = "(list | fetch | verify | preview | export) [NAME]")
final class DatasetsCommand {
  private static final int SHEET_ROWS = 8;
  private static final int SHEET_COLUMNS = 16;

  @Spec private CommandSpec spec;

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(name = "list", description = "All data sets that bnn4j knows; with NAME, all about one.")
  int list(@Parameters(paramLabel = "NAME", arity = "0..1") String name, @Mixin DataOption data) {
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
      return "made on the spot";
    }
    long there = entry.files().stream().filter(f -> directory.find(entry, f).isPresent()).count();
    if (there == entry.files().size()) {
      return "there";
    }
    return there == 0
        ? "missing; datasets fetch " + entry.name()
        : "%d of %d files".formatted(there, entry.files().size());
  }

  private void print(CatalogueEntry entry, DataDirectory directory) {
    out().printf("%s: %s%n", entry.name(), entry.title());
    out()
        .printf(
            "images:    %s, %d training, %d test%n",
            entry.shape(), entry.trainingImages(), entry.testImages());
    out().printf("classes:   %s%n", String.join(", ", entry.classNames()));
    out().printf("homepage:  %s%n", entry.homepage());
    out().printf("licence:   %s%n", entry.licence());
    out().printf("citation:  %s%n", entry.citation());
    out().printf("state:     %s%n", state(entry, directory));
    for (DataFile file : entry.files()) {
      out().printf("file:      %s, %d bytes, sha256 %s%n", file.name(), file.size(), file.sha256());
      entry.addresses(file).forEach(address -> out().printf("           %s%n", address));
    }
  }

  @Command(name = "fetch", description = "Download a data set from its official place.")
  int fetch(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--offline", description = "Never touch the network; say what to put where.")
          boolean offline,
      @Mixin DataOption data) {
    CatalogueEntry entry = Datasets.entry(name);
    if (entry.isGenerated()) {
      out().printf("%s is made on the spot; there is nothing to fetch%n", name);
      return 0;
    }
    try (DownloadProgress progress = new DownloadProgress(spec.commandLine().getErr())) {
      List<Path> files =
          new Fetcher(data.directory(), offline ? Network.FORBIDDEN : Network.ALLOWED, progress)
              .fetch(entry);
      files.forEach(file -> out().println(file));
    }
    return 0;
  }

  @Command(name = "verify", description = "Compare the files of a data set with the catalogue.")
  int verify(@Parameters(paramLabel = "NAME", arity = "0..1") String name, @Mixin DataOption data) {
    Verifier verifier = new Verifier(data.directory());
    boolean allOk = true;
    for (CatalogueEntry entry :
        name == null ? Datasets.catalogue() : List.of(Datasets.entry(name))) {
      if (entry.isGenerated()) {
        out().printf("%s: made on the spot%n", entry.name());
      }
      for (FileReport report : verifier.verify(entry)) {
        out().printf("%s: %s: %s%n", entry.name(), report.state(), report.message());
        allOk &= report.isOk();
      }
    }
    return allOk ? 0 : 1;
  }

  @Command(name = "preview", description = "Draw a sheet of images with their labels.")
  int preview(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--out", paramLabel = "PNG", required = true) Path png,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "Show the images as this config varies and transforms them.")
          String config,
      @Option(names = "--split", paramLabel = "PART", defaultValue = "training") Part part,
      @Mixin DataOption data) {
    LabeledImages images = load(data.open(name), part).first(SHEET_ROWS * SHEET_COLUMNS);
    if (config != null) {
      TrainingSpec training =
          TrainingSpec.read(TrainingSpec.find(config, Home.configs()), List.of());
      images =
          training
              .input()
              .apply(AugmentedImages.of(images, training.augmentation(), training.seed()));
    }
    ContactSheet.write(images, SHEET_ROWS, SHEET_COLUMNS, png);
    out().println(png);
    return 0;
  }

  @Command(
      name = "export",
      description =
          "Write a file for an unmodified BNN-PYNQ host, with the input transform of a parameter set"
              + " already applied.")
  int export(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--params",
              paramLabel = "PARAMS",
              description = "Set whose transform to apply; default none.")
          String params,
      @Option(names = "--out", paramLabel = "FILE", required = true, description = "IDX3 file.")
          Path file,
      @Option(names = "--labels", paramLabel = "FILE", description = "IDX1 file of the labels.")
          Path labels,
      @Option(names = "--split", paramLabel = "PART", defaultValue = "test") Part part,
      @Mixin DataOption data)
      throws IOException {
    InputTransform transform =
        params == null
            ? InputTransform.NONE
            : ParameterSetArgument.load(params, spec.commandLine().getErr()).transform();
    LabeledImages images = transform.apply(load(data.open(name), part));
    IdxWriter.writeImages(images, file);
    if (labels != null) {
      IdxWriter.writeLabels(images, labels);
    }
    out().printf("%s: %d images%n", file, images.size());
    return 0;
  }

  private static LabeledImages load(Dataset dataset, Part part) {
    return switch (part) {
      case TRAINING -> dataset.training();
      case TEST -> dataset.test();
      case VALIDATION ->
          throw new Refusal(
              "validation images are chosen by a config; use --split training or test");
    };
  }
}
