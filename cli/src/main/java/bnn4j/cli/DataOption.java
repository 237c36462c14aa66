package bnn4j.cli;

import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where data sets lie. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the data sets; default $BNN4J_DATA, else .cache/bnn4j at home.")
  private Path data;

  DataDirectory directory() {
    return DataDirectory.locate(Optional.ofNullable(data));
  }

  Dataset open(String name) {
    return Datasets.open(name, directory().root());
  }
}
