package bnn4j.experiment.archive;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.run.RunFolder;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RunFolderFuzzTest {
  private static final Path RUNS = Attempt.folder("runs");
  private static final Path RUN = RUNS.resolve("small/20260101-000000");
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put(
        "config.yaml",
        """
        network: overlay.yaml
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
        """);
    FILES.put(
        "overlay.yaml",
        """
        name: small
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
        - dense: {neurons: 16, simd: 8, pe: 4}
        - dense: {neurons: 64, simd: 8, pe: 8}
        """);
    FILES.put(
        "metrics.csv",
        """
        epoch,loss,train_accuracy,validation_accuracy,learning_rate,samples_per_second,seconds
        1,0.33,53.2,81.05,0.003,697.0,14.2
        2,0.23,63.2,,0.002,699.0,14.1
        """);
    FILES.put(
        "dataset.sha256", "70d22fcd9ae183d4de6bdb8797d89fbcf7b9a06e5a54abee5756148131480e74\n");
    FILES.put(
        "start.yaml",
        """
        sha256: 00ff
        network: lfcW1A1
        dataset: mnist
        validation: 5000
        training: {seed: 1, epochs: 9, best-epoch: 8, seconds: 9.5}
        """);
    FILES.put(
        "params/mnist/small/card.yaml",
        """
        network: small
        dataset: mnist
        classes: ["0", "1"]
        input: {invert: false, contrast: none, threshold: 128, dither: none}
        accuracy: {images: 100, correct: 98, exported: 98, float-decoded: 98, float-argmax: 98}
        provenance: {bnn4j: 0.1.0, commit: 12ab, dl4j: 1.0.0, java: 17, machine: Linux}
        """);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(FILES.keySet());
  }

  /** What the commands ask of a run. */
  private static void read() throws IOException {
    for (RunArchive.Entry entry : new RunArchive(RUNS).entries()) {
      RecordedRun run = entry.read();
      run.state();
      run.best();
      run.samplesPerSecond();
      new RunComparison(
              run, new RecordedRun("other", run.folder(), run.spec(), List.of(), run.card()))
          .text();
      new RunFolder(RUN).start();
      RunFolder.newest(RUNS, "small");
      run.folder().checkSame(run.spec(), "00ff");
    }
  }

  private static void write(Map<String, byte[]> changed) throws IOException {
    for (Map.Entry<String, String> each : FILES.entrySet()) {
      Path file = RUN.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      byte[] whole = each.getValue().getBytes(StandardCharsets.UTF_8);
      Files.write(file, changed.getOrDefault(each.getKey(), whole));
    }
  }

  @Example
  void theSeedIsWhole() throws IOException {
    write(Map.of());
    RecordedRun run = new RunArchive(RUNS).find("small");
    assertThat(run.state()).isEqualTo("unfinished");
    assertThat(run.epochs()).hasSize(2);
  }

  @Property
  void aRunWithABrokenFileIsReadOrRefused(
      @ForAll("names") String name, @ForAll("edits") List<Edit> edits) throws IOException {
    byte[] whole = FILES.get(name).getBytes(StandardCharsets.UTF_8);
    write(Map.of(name, Edit.apply(edits, whole)));
    Attempt.refuses(RunFolderFuzzTest::read);
  }

  @Example
  void whatWentWrongOnceDoesSoNoMore() throws IOException {
    for (Path file : Attempt.corpus("runs")) {
      // config.yaml-null-seed is a config.yaml
      String name =
          FILES.keySet().stream()
              .filter(
                  known ->
                      file.getFileName()
                          .toString()
                          .startsWith(Path.of(known).getFileName().toString()))
              .findFirst()
              .orElseThrow();
      write(Map.of(name, Files.readAllBytes(file)));
      Attempt.refuses(RunFolderFuzzTest::read);
    }
  }
}
