package bnn4j.experiment.sweep;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs the missing trials of a plan, and updates tables and best config after each. */
public final class Sweep {
  private final SweepPlan plan;
  private final SweepFolder folder;
  private final String name;
  private final Map<Integer, TrialResult> results = new TreeMap<>();

  /**
   * A sweep.
   *
   * @param name for people
   * @throws Refusal if a trial of another sweep lies there
   */
  Sweep(SweepPlan plan, SweepFolder folder, String name) {
    this.plan = plan;
    this.folder = folder;
    this.name = name;
    for (Trial trial : plan.trials()) {
      if (Files.exists(folder.run(trial).configFile())) {
        // The images are looked at when the trial goes on.
        folder.run(trial).checkSame(trial.spec());
      }
      folder.result(trial).ifPresent(result -> results.put(trial.number(), result));
    }
  }

  /**
   * A sweep, or one that goes on.
   *
   * @param name for people
   * @param resume whether what lies in the folder is to go on
   * @throws Refusal if something lies there and is not to go on, or is another sweep
   */
  public static Sweep begin(SweepPlan plan, SweepFolder folder, String name, boolean resume) {
    if (folder.isBegun() && !resume) {
      throw new Refusal(
          "%s: contains a sweep; continue with --resume, or choose another folder with --out"
              .formatted(folder.path()));
    }
    return new Sweep(plan, folder, name);
  }

  /** All that it tries. */
  public SweepPlan plan() {
    return plan;
  }

  /** Where it is kept. */
  public SweepFolder folder() {
    return folder;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Whether a trial was run and failed. */
  public boolean hasFailed(Trial trial) {
    TrialResult result = results.get(trial.number());
    return result != null && !result.succeeded();
  }

  /** The trials that are not over, those that failed among them. */
  public List<Trial> missing() {
    return plan.trials().stream().filter(trial -> !isDone(trial)).toList();
  }

  private boolean isDone(Trial trial) {
    TrialResult result = results.get(trial.number());
    return result != null && result.succeeded();
  }

  /**
   * Runs what is missing.
   *
   * @param done receives each completed trial
   * @return what came of all of them
   */
  public SweepTable run(TrialPlace place, Consumer<TrialResult> done) {
    write();
    place.run(
        missing(),
        result -> {
          results.put(result.trial(), result);
          write();
          done.accept(result);
        });
    return table();
  }

  /** What came of the trials so far. */
  public SweepTable table() {
    return new SweepTable(plan, results);
  }

  private void write() {
    SweepTable table = table();
    AtomicFile.write(folder.tableFile(), table.csv());
    AtomicFile.write(folder.timesFile(), table.timesCsv());
    String best = bestConfig();
    if (!best.isEmpty()) {
      Trial trial = trial(table.best().orElseThrow().trial());
      if (trial.overlay() != null) {
        AtomicFile.write(folder.overlayFile(), trial.overlay());
      }
      AtomicFile.write(folder.bestFile(), best);
    }
    SweepPage.write(table, name, best, folder.reportFile());
  }

  private Trial trial(int number) {
    return plan.trials().get(number - 1);
  }

  /** The config of the best trial, with a word on where it comes from; empty if there is none. */
  public String bestConfig() {
    return table()
        .best()
        .map(
            result ->
                ("# Trial %d of %s: %s%n# %.2f %% of the validation images in epoch %d,"
                        + " on one thread.%n%s")
                    .formatted(
                        result.trial(),
                        name,
                        plan.text(trial(result.trial())),
                        result.validationAccuracy(),
                        result.bestEpoch(),
                        trial(result.trial()).config()))
        .orElse("");
  }

  /** Every file that {@link #run} writes beside the trials' own, for messages. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(folder.tableFile(), folder.reportFile()));
    if (Files.exists(folder.bestFile())) {
      files.add(folder.bestFile());
    }
    return files;
  }
}
