package bnn4j.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six trials of an overlay of its own, small enough to be trained in a second. */
class SweepTest {
  private static final String SWEEP =
      """
      base: base.yaml
      grid:
        learning-rate.start: [0.001, 0.01]
        dropout.hidden: [0, 0.1, 0.2]
      """;

  @TempDir Path folder;

  /** Drawn once for all tests: it is most of what they take. */
  private static final SpecData DATA = new SpecData(Path.of("target"), warning -> {});

  private final SpecData data = DATA;

  @BeforeEach
  void base() throws IOException {
    Files.writeString(
        folder.resolve("tiny.yaml"),
        """
        name: tiny
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
          - dense: {neurons: 16, simd: 16, pe: 16}
          - dense: {neurons: 64, simd: 16, pe: 16}
        """);
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        network: tiny.yaml
        dataset: rendered-digits
        validation: 19600
        epochs: 2
        batch-size: 50
        learning-rate: {start: 0.01, end: 0.0005}
        """);
  }

  private SweepPlan plan(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("sweep.yaml"), yaml);
      return SweepPlan.of(SweepSpec.read(file, folder, List.of()), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sweep sweep(String out, SweepPlan plan) {
    return Sweep.begin(plan, new SweepFolder(folder.resolve(out)), "sweep", true);
  }

  private LocalTrials place(String out, int parallel) {
    SweepFolder sweep = new SweepFolder(folder.resolve(out));
    return new LocalTrials(parallel, () -> new TrialRun(data, sweep, warning -> {}));
  }

  private SweepTable run(String out, SweepPlan plan, int parallel) {
    return sweep(out, plan).run(place(out, parallel), result -> {});
  }

  /** Everything that is to be the same, whoever made it. */
  private Map<String, String> timeless(String out) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String name : List.of("table.csv", "report.html", "best.yaml", "overlay.yaml")) {
      texts.put(name, Files.readString(folder.resolve(out).resolve(name)));
    }
    return texts;
  }

  @Test
  void aSweepIsTheSameHoweverManyTrialsRunAtATimeAndItsBestIsAConfig() throws IOException {
    SweepPlan plan = plan(SWEEP);
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    SweepTable alone =
        sweep("alone", plan).run(place("alone", 1), result -> heard.add(result.trial()));
    assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6);
    run("beside", plan, 3);
    assertThat(timeless("beside")).isEqualTo(timeless("alone"));

    assertThat(alone.failed()).isEmpty();
    TrialResult best = alone.best().orElseThrow();
    assertThat(alone.ranking().get(0)).isEqualTo(best);
    assertThat(alone.rows())
        .allMatch(
            row -> row.result().orElseThrow().validationAccuracy() <= best.validationAccuracy());
    assertThat(best.validationAccuracy()).isPositive();
    List<String> lines = Files.readAllLines(folder.resolve("alone/table.csv"));
    assertThat(lines.get(0))
        .isEqualTo(
            "trial,learning-rate.start,dropout.hidden,state,epochs,best_epoch,validation_accuracy,"
                + "train_accuracy,loss,failure");
    assertThat(lines).hasSize(7);
    assertThat(lines.get(5)).startsWith("5,0.01,0.1,done,2,");

    TrainingSpec spec = TrainingSpec.read(folder.resolve("alone/best.yaml"), List.of());
    Trial winner = plan.trials().get(best.trial() - 1);
    assertThat(spec.toYaml()).isEqualTo(winner.config());
    assertThat(spec.overlay()).isEqualTo(winner.spec().overlay());
    assertThat(Files.readString(folder.resolve("alone/report.html")))
        .contains("<svg class=\"picture\"", "trial best", "Best: trial %d".formatted(best.trial()));
  }

  @Test
  void onlyWhatIsMissingIsDone() throws IOException {
    SweepPlan plan = plan(SWEEP);
    run("whole", plan, 2);
    Map<String, String> whole = timeless("whole");

    // As if the machine had gone after two trials and in the middle of a third.
    LocalTrials place = place("cut", 1);
    List<Integer> done = new ArrayList<>();
    sweep("cut", plan)
        .run(
            place,
            result -> {
              done.add(result.trial());
              if (done.size() == 2) {
                place.stop();
              }
            });
    assertThat(done).containsExactly(1, 2);
    assertThat(Files.readString(folder.resolve("cut/table.csv"))).contains("3,0.001,0.2,missing,");

    List<Integer> rest = new ArrayList<>();
    Sweep resumed = sweep("cut", plan);
    assertThat(resumed.missing()).extracting(Trial::number).containsExactly(3, 4, 5, 6);
    resumed.run(place("cut", 1), result -> rest.add(result.trial()));
    assertThat(rest).containsExactly(3, 4, 5, 6);
    assertThat(timeless("cut")).isEqualTo(whole);
    assertThat(sweep("cut", plan).missing()).isEmpty();
    try (Stream<Path> files = Files.walk(folder.resolve("cut/runs"))) {
      assertThat(files.filter(file -> file.endsWith("latest.zip"))).isEmpty();
    }
  }

  @Test
  void aTrialThatFailsIsNamedAndLosesNoOther() {
    SweepPlan plan = plan("base: base.yaml\ngrid: {epochs: [1, 2]}\n");
    TrialPlace failing =
        new TrialPlace() {
          @Override
          public void run(List<Trial> trials, Consumer<TrialResult> done) {
            done.accept(TrialResult.failed(trials.get(0).number(), "out of luck, \"really\""));
            place("bad", 1).run(trials.subList(1, 2), done);
          }

          @Override
          public void stop() {}
        };
    Sweep sweep = sweep("bad", plan);
    SweepTable table = sweep.run(failing, result -> {});
    assertThat(table.failed()).extracting(TrialResult::trial).containsExactly(1);
    assertThat(table.best().orElseThrow().trial()).isEqualTo(2);
    assertThat(table.csv())
        .contains("\n1,1,failed,,,,,,\"out of luck, \"\"really\"\"\"\n2,2,done,");
    assertThat(new SweepText(sweep).ending())
        .contains("failed; --resume runs them again", "FAILED: out of luck, \"really\"");
    assertThat(sweep("bad", plan).missing()).extracting(Trial::number).containsExactly(1);
    assertThat(run("bad", plan, 1).failed()).isEmpty();
  }

  @Test
  void whateverATrialThrowsIsItsFailure() throws IOException {
    SweepPlan plan = plan("base: base.yaml\ngrid: {epochs: [1, 2]}\n");
    Path checkpoints = folder.resolve("odd/runs/base/0001/checkpoints");
    Files.createDirectories(checkpoints.getParent());
    Files.writeString(checkpoints, "a file where a folder should be");
    SweepTable table = run("odd", plan, 1);
    assertThat(table.failed()).hasSize(1);
    assertThat(table.failed().get(0).failure()).contains("0001/checkpoints");
    assertThat(table.best().orElseThrow().trial()).isEqualTo(2);
  }

  @Test
  void whatAConfigRefusesIsRefusedBeforeAnyTrialBegins() {
    Path file = folder.resolve("sweep.yaml");
    assertThatThrownBy(
            () ->
                plan(
                    """
                    base: base.yaml
                    grid:
                      epochs: [1, 0]
                      dropout.hidden: [0.1, 1]
                      droput.input: [0]
                    """))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            FILE, line 5: unknown key 'droput'; did you mean 'dropout'?
            FILE, line 4: dropout.hidden: expected a probability from 0 to below 1, found 1
            FILE, line 3: epochs: expected at least 1, found 0"""
                .replace("FILE", file.toString()));
    assertThatThrownBy(() -> plan("base: base.yaml\ngrid: {learning-rate.warmup-epochs: [1, 2]}\n"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("trial 2 (learning-rate.warmup-epochs=2): %s: learning-rate.warmup-epochs:"
                        + " expected fewer")
                    .formatted(folder.resolve("base.yaml"))
                + " than epochs, which is 2, found 2");
    assertThatThrownBy(() -> plan("base: base.yaml\ngrid: {validation: [100, 0]}\n"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "trial 2 (validation=0): validation: 0 leaves no images to select the best"
                + " trial on; set it above 0");
    assertThatThrownBy(() -> plan("base: base.yaml\ngrid: {batch-size: [50, 500]}\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("trial 2 (batch-size=500): batch-size 500 exceeds the 400");
    assertThatThrownBy(() -> plan("base: base.yaml\ngrid: {dataset: [rendered-digits, mnits]}\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("trial 2 (dataset=mnits): ")
        .hasMessageContaining("mnist");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void manyTrialsAreWarnedOf() {
    assertThat(plan("base: base.yaml\nseeds: 100\n").warning()).isEmpty();
    assertThat(plan("base: base.yaml\nseeds: 101\n").warning())
        .contains("101 trials, 202 epochs in all; Ctrl-C saves and stops, --resume continues");
  }

  @Test
  void anotherSweepInTheSameFolderIsRefused() {
    SweepPlan one = plan("base: base.yaml\ngrid: {epochs: [1]}\n");
    run("out", one, 1);
    SweepFolder out = new SweepFolder(folder.resolve("out"));
    assertThatThrownBy(() -> Sweep.begin(one, out, "sweep", false))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: contains a sweep; continue with --resume, or choose another folder with --out"
                .formatted(out.path()));
    SweepPlan other = plan("base: base.yaml\ngrid: {epochs: [2]}\n");
    assertThatThrownBy(() -> Sweep.begin(other, out, "sweep", true))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("started with 'epochs: 1', but the config contains 'epochs: 2'");
  }

  @Test
  void pointsAreComparedOverTheirSeeds() {
    SweepPlan plan = plan("base: base.yaml\ngrid: {epochs: [1, 2]}\nseeds: [1, 2]\n");
    Map<Integer, TrialResult> results = new TreeMap<>();
    double[] accuracies = {90, 70, 85, 83};
    for (int i = 0; i < 4; i++) {
      results.put(i + 1, new TrialResult(i + 1, null, 2, 1, accuracies[i], 50, 1, 3));
    }
    SweepTable table = new SweepTable(plan, results);
    assertThat(table.best().orElseThrow().trial()).isEqualTo(1);
    assertThat(table.points())
        .containsExactly(
            new SweepTable.Point(List.of("2"), 2, 84, 83, 85),
            new SweepTable.Point(List.of("1"), 2, 80, 70, 90));
    assertThat(table.timesCsv())
        .isEqualToNormalizingNewlines("trial,seconds\n1,3.0\n2,3.0\n3,3.0\n4,3.0\n");
  }

  @Test
  void trialsAndResultsTravel() throws Exception {
    Trial trial = plan("base: base.yaml\ngrid: {epochs: [1]}\n").trials().get(0);
    TrialResult result = TrialResult.failed(3, "why");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(trial);
      out.writeObject(result);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((Trial) in.readObject()).spec().toYaml()).isEqualTo(trial.spec().toYaml());
      assertThat(in.readObject()).isEqualTo(result);
    }
  }
}
