package bnn4j.cli.sets;

import bnn4j.datasets.DataDirectory;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Locates the files of a published network. */
public final class OffloadParameters {
  private static final String ORIGINAL = "qnn/params";

  @Option(
      names = "--params",
      paramLabel = "DIR",
      description =
          "Folder of the published network's files: qnn/params of QNN-MO-PYNQ, or the folder of its clone (default: QNN-MO-PYNQ in the data directory).")
  private Path params;

  /** Whether the option was given. */
  public boolean given() {
    return params != null;
  }

  /**
   * The folder.
   *
   * @param file that must be in it
   * @throws Refusal if it is not there, saying how to get it
   */
  public Path folder(String file) {
    Path place =
        params != null
            ? params
            : DataDirectory.locate(Optional.empty()).root().resolve("QNN-MO-PYNQ");
    return List.of(place, place.resolve(ORIGINAL)).stream()
        .filter(folder -> Files.isRegularFile(folder.resolve(file)))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ("%s: there is no %s; clone https://github.com/Xilinx/QNN-MO-PYNQ there, or specify"
                            + " the folder of its %s with --params")
                        .formatted(place, file, ORIGINAL)));
  }
}
