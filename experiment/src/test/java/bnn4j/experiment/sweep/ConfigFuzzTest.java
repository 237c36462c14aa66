package bnn4j.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in a config or a sweep, it is read or refused. */
class ConfigFuzzTest {
  private static final Path FOLDER = Attempt.folder("config");
  private static final Path CONFIG = FOLDER.resolve("c.yaml");
  private static final Path SWEEP = FOLDER.resolve("s.yaml");

  private static final byte[] WHOLE_CONFIG =
      """
      network: own.yaml
      dataset: mnist
      validation: 2000
      input: {invert: false, contrast: none, threshold: 128, dither: none}
      pictures: {unreadable: 0, invert: false}
      epochs: 3
      batch-size: 100
      learning-rate: {start: 0.003, end: 0.0001, schedule: exponential, warmup-epochs: 0}
      loss: highest-bit
      dropout: {input: 0.1, hidden: 0.1}
      augmentation: {shift: 0, crop: 0, flip: false, rotation: 0, scale: 0}
      seed: 1234
      early-stopping: {patience: 0}
      checkpoints: {every: 1, keep: latest-and-best}
      folding: exact
      output: bits
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] WHOLE_SWEEP =
      """
      base: base.yaml
      random:
        learning-rate: {start: {from: 0.001, to: 0.1, scale: log}}
        dropout.hidden: [0, 0.1, 0.2]
        epochs: {from: 2, to: 5}
      trials: 20
      draw-seed: 3
      seeds: 2
      """
          .getBytes(StandardCharsets.UTF_8);

  @BeforeContainer
  static void makeCompanions() throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve("base.yaml"), "network: lfcW1A1\ndataset: rendered-digits\nseed: 5\n");
    Files.writeString(
        FOLDER.resolve("own.yaml"),
        """
        name: small
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
        - dense: {neurons: 16, simd: 8, pe: 4}
        - dense: {neurons: 64, simd: 8, pe: 8}
        """);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void readConfig(Path file) {
    TrainingSpec.read(file, List.of()).toYaml();
    TrainingSpec.saysValidation(file, List.of());
  }

  private static void readSweep(Path file) {
    SweepSpec.read(file, FOLDER, List.of());
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(SWEEP, WHOLE_SWEEP, ConfigFuzzTest::readSweep)).isFalse();
    byte[] grid = "base: base.yaml\ngrid: {epochs: [2, 3]}\n".getBytes(StandardCharsets.UTF_8);
    assertThat(Attempt.refuses(SWEEP, grid, ConfigFuzzTest::readSweep)).isFalse();
    assertThat(Attempt.refuses(CONFIG, WHOLE_CONFIG, ConfigFuzzTest::readConfig)).isFalse();
  }

  /** Ten thousand combinations, each with a thousand keys. */
  @Example
  void keysWithoutEndAreRefused() {
    StringBuilder sweep = new StringBuilder("base: base.yaml\ngrid:\n");
    for (int key = 0; key < 4; key++) {
      sweep.append("  a%d: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n".formatted(key));
    }
    for (int key = 0; key < 5000; key++) {
      sweep.append("  b%d: 0\n".formatted(key));
    }
    byte[] bytes = sweep.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(Attempt.refuses(SWEEP, bytes, ConfigFuzzTest::readSweep)).isTrue();
  }

  @Property
  void aBrokenConfigIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(CONFIG, Edit.apply(edits, WHOLE_CONFIG), ConfigFuzzTest::readConfig);
  }

  @Property
  void aBrokenSweepIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(SWEEP, Edit.apply(edits, WHOLE_SWEEP), ConfigFuzzTest::readSweep);
  }
}
