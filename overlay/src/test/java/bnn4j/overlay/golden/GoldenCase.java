package bnn4j.overlay.golden;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parameter folder and what the original made of the golden images with it.
 *
 * @param folder the case's results
 * @param archive its parameters, packed
 * @param inner the parameter folder in the archive
 * @param overlay what it is for
 */
record GoldenCase(Path folder, Path archive, String inner, Overlay overlay) {
  /** All published sets and all generated ones; the test is skipped if they are absent. */
  static List<GoldenCase> all() {
    List<GoldenCase> cases = new ArrayList<>();
    Path golden = Shared.path("golden");
    for (Path folder : folders(golden.resolve("inference"))) {
      String name = folder.getFileName().toString();
      int dash = name.lastIndexOf('-');
      Path archive = golden.resolve("parameters").resolve(name + ".tar.xz");
      String overlay = name.substring(dash + 1);
      if (Files.exists(archive)) {
        cases.add(
            new GoldenCase(
                folder, archive, name.substring(0, dash) + "/" + overlay, Overlays.named(overlay)));
      }
    }
    for (Path folder : folders(golden.resolve("finnthesizer"))) {
      String name = folder.getFileName().toString();
      String overlay = name.substring(0, name.indexOf('-'));
      Path archive = folder.resolve("expected.tar.xz");
      cases.add(new GoldenCase(folder, archive, overlay, Overlays.named(overlay)));
    }
    return cases;
  }

  ParameterSet parameters(Path scratch) throws IOException {
    return ParameterFolder.read(Shared.unpack(archive, scratch).resolve(inner), overlay);
  }

  /** Input words of all golden images of the overlay's kind. */
  long[] input() throws IOException {
    return Shared.words(Shared.path("golden/inference/inputs/%s.packed.u64".formatted(inputs())));
  }

  /** {@code lfc-inputs} or {@code cnv-inputs}. */
  String inputs() {
    return overlay.name().substring(0, 3) + "-inputs";
  }

  List<String[]> results() throws IOException {
    Path csv = folder.resolve("outputs.csv");
    return Shared.rows(Files.exists(csv) ? csv : folder.resolve("inference.csv"));
  }

  /** Folders with intermediate values, the number of the image being the last digit. */
  List<Path> traces() {
    return folders(folder).stream()
        .filter(f -> f.getFileName().toString().matches("trace\\d"))
        .toList();
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
