package bnn4j.experiment.sweep;

import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.run.TrainingPlan;
import bnn4j.experiment.spec.Change;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.yaml.FlowText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trials of a sweep, all of them valid.
 *
 * @param keys that are varied, {@code seed} last
 * @param trials in their order
 */
public record SweepPlan(List<String> keys, List<Trial> trials) {
  /** More of them deserve a second thought. */
  private static final int MANY_TRIALS = 100;

  /** Problems that are told of; the others are like them. */
  private static final int TOLD = 20;

  /** Copies the lists. */
  public SweepPlan {
    keys = List.copyOf(keys);
    trials = List.copyOf(trials);
  }

  /**
   * Resolves all trials, and checks each as {@code train} would before it begins.
   *
   * @throws Refusal naming each problem once, with the trial that has it
   */
  public static SweepPlan of(SweepSpec sweep, SpecData data) {
    Map<String, String> problems = new LinkedHashMap<>();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < sweep.combinations().size(); i++) {
      List<Change> changes = sweep.combinations().get(i);
      List<String> values = changes.stream().map(change -> FlowText.of(change.value())).toList();
      int number = i + 1;
      try {
        trials.add(trial(sweep, data, number, values, changes));
      } catch (Refusal e) {
        String which = "trial %d (%s)".formatted(number, text(sweep.keys(), values));
        e.getMessage().lines().forEach(line -> problems.putIfAbsent(line, which));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(told(sweep, problems));
    }
    return new SweepPlan(sweep.keys(), trials);
  }

  private static String told(SweepSpec sweep, Map<String, String> problems) {
    String lines =
        problems.entrySet().stream()
            .limit(TOLD)
            .map(
                problem ->
                    problem.getKey().startsWith(sweep.file() + ", line ")
                        ? problem.getKey()
                        : problem.getValue() + ": " + problem.getKey())
            .collect(Collectors.joining("\n"));
    return problems.size() <= TOLD
        ? lines
        : "%s%nand %d more".formatted(lines, problems.size() - TOLD);
  }

  private static Trial trial(
      SweepSpec sweep, SpecData data, int number, List<String> values, List<Change> changes) {
    TrainingSpec asked = sweep.base().read(changes);
    TrainingPlan plan =
        TrainingPlan.of(asked, sweep.base().says("validation", changes), data.of(asked));
    TrainingSpec spec = plan.spec();
    if (spec.validation() == 0) {
      throw new Refusal(
          "validation: 0 leaves no images to select the best trial on; set" + " it above 0");
    }
    // What the trainer refuses of it.
    plan.job(Optional.empty(), OptionalInt.of(1)); // trials begin with random weights
    return new Trial(
        number,
        sweep.base().name(),
        values,
        spec.toYaml(),
        spec.target().isPublished() ? null : spec.target().toYaml());
  }

  /** {@code key=value key=value} of a trial. */
  public String text(Trial trial) {
    return text(keys, trial.values());
  }

  /** The same of values for the first of the keys. */
  String text(List<String> values) {
    return text(keys, values);
  }

  private static String text(List<String> keys, List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> keys.get(i) + "=" + values.get(i))
        .collect(Collectors.joining(" "));
  }

  /** What to think about before so many trials begin, if they are many. */
  public Optional<String> warning() {
    if (trials.size() <= MANY_TRIALS) {
      return Optional.empty();
    }
    long epochs = trials.stream().mapToLong(trial -> trial.spec().epochs()).sum();
    return Optional.of(
        "%d trials, %d epochs in all; Ctrl-C saves and stops, --resume continues"
            .formatted(trials.size(), epochs));
  }
}
