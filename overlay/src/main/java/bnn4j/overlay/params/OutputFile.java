package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.network.OutputCode;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code output.yaml} beside a set's memories: how many bits stand for each class. BNN-PYNQ's host
 * and its sets have no such file; there {@code classes.txt} names the class of each output, and
 * names that repeat as a whole were a ladder before this file said so.
 */
final class OutputFile {
  static final String NAME = "output.yaml";

  private static final String KEY = "thresholds-per-class";

  private static final int MOST_BYTES = 1 << 16;

  private OutputFile() {}

  /** The text; empty where {@code classes.txt} alone cannot be misread. */
  static Optional<String> text(ParameterSet set) {
    boolean plain = !set.output().isLadder() && levels(set.outputNames()) == 1;
    return plain ? Optional.empty() : Optional.of("%s: %d\n".formatted(KEY, set.output().levels()));
  }

  /**
   * How a folder's set codes its classes.
   *
   * @param given what the overlay gives
   * @param outputNames the lines of {@code classes.txt}
   * @throws Refusal if the file is there and wrong
   */
  static OutputCode read(Path folder, OutputCode given, List<String> outputNames) {
    Path file = folder.resolve(NAME);
    int levels = Files.exists(file) ? read(file) : given.givesBits() ? levels(outputNames) : 1;
    if (outputNames.size() % levels != 0) {
      throw new Refusal(
          "%s: %d thresholds for each class, but %s has %d lines"
              .formatted(NAME, levels, ParameterFile.CLASSES, outputNames.size()));
    }
    return given.givesBits() ? OutputCode.thresholds(levels) : given;
  }

  private static int read(Path file) {
    Problems problems = new Problems();
    SourcePlace place = new SourcePlace(NAME, 1);
    YamlNode node = YamlText.parse(TextFile.read(file, MOST_BYTES), place, problems);
    if (!(node instanceof YamlNode.Block block)) {
      throw new Refusal("%s: expected '%s: N'".formatted(NAME, KEY));
    }
    BlockReader keys = new BlockReader(block, "", problems);
    int levels = keys.integer(KEY, 1, OutputCode::thresholds);
    keys.refuseUnknownKeys();
    problems.refuseIfAny();
    return levels;
  }

  /** How often the names repeat as a whole. */
  private static int levels(List<String> names) {
    int classes = 1;
    while (names.size() % classes != 0 || !repeatsAfter(classes, names)) {
      classes++;
    }
    return names.size() / classes;
  }

  private static boolean repeatsAfter(int classes, List<String> names) {
    for (int output = classes; output < names.size(); output++) {
      if (!names.get(output).equals(names.get(output - classes))) {
        return false;
      }
    }
    return true;
  }
}
