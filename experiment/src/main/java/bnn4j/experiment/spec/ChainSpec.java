package bnn4j.experiment.spec;

import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A chain of trainings, each of which begins with the weights of the best epoch of the one before.
 *
 * <pre>{@code
 * network: lfcW1A1
 * dataset: mnist
 * epochs: 80
 * stages:
 *   - {}                                   # as above
 *   - epochs: 40                           # what this one changes of the above
 *     learning-rate: {start: 0.001}        # its end stays
 *   - {validation: 0}
 * }</pre>
 *
 * <p>A config without {@code stages} is a chain of one.
 *
 * @param stages in their order, at least one
 */
public record ChainSpec(List<TrainingSpec> stages) {
  /**
   * Checks that the stages go together.
   *
   * @throws Refusal naming the stage that does not
   */
  public ChainSpec {
    stages = List.copyOf(stages);
    TrainingSpec last = stages.get(stages.size() - 1);
    for (int i = 0; i < stages.size(); i++) {
      TrainingSpec stage = stages.get(i);
      for (int j = 0; j < i; j++) {
        checkHeldBack(stages.get(j), j + 1, stage, i + 1);
      }
      if (!stage.target().equals(last.target())
          && !(stage.target().isPublished() && last.target().isPublished())) {
        throw new Refusal(
            ("stage %d: network: if an overlay is not a published one, all stages must"
                    + " use the same overlay; found %s and %s")
                .formatted(i + 1, stage.network(), last.network()));
      }
    }
  }

  /** Images that choose an epoch must not have been learned from in an earlier stage. */
  private static void checkHeldBack(TrainingSpec earlier, int number, TrainingSpec stage, int at) {
    if (stage.validation() > 0
        && earlier.dataset().equals(stage.dataset())
        && (earlier.validation() != stage.validation() || earlier.seed() != stage.seed())) {
      throw new Refusal(
          ("stage %d: has validation %d and seed %d, stage %d has %d and %d: the best"
                  + " epoch would be selected on images that the weights were trained on; use"
                  + " the same values, or in stage %d"
                  + " validation 0")
              .formatted(
                  at,
                  stage.validation(),
                  stage.seed(),
                  number,
                  earlier.validation(),
                  earlier.seed(),
                  at));
    }
  }

  /**
   * Reads a config, with or without stages.
   *
   * @param settings {@code key=value} each, put on top of every stage
   * @param overlays folders in which an overlay's file is looked for after the config's own
   * @throws Refusal with one line per problem: the place, the key, what was expected and found
   */
  public static ChainSpec read(Path file, List<String> settings, List<Path> overlays) {
    return new ChainSpec(SpecReader.stages(file, settings, overlays));
  }

  /** Whether there is more than one stage. */
  public boolean isChain() {
    return stages.size() > 1;
  }

  /** The stage that ends it. */
  public TrainingSpec last() {
    return stages.get(stages.size() - 1);
  }

  /** The same with other settings in each stage. */
  public ChainSpec with(UnaryOperator<TrainingSpec> change) {
    return new ChainSpec(stages.stream().map(change).toList());
  }

  /**
   * The config with every default spelled out: the last stage's, and what the others have instead.
   * Read as a chain it equals this, read as one training it is the last stage.
   */
  public String toYaml() {
    if (!isChain()) {
      return last().toYaml();
    }
    return stages.stream()
        .map(stage -> "  - " + changes(stage) + "\n")
        .collect(Collectors.joining("", last().toYaml() + "stages:\n", ""));
  }

  /**
   * What a stage has that the last has not, on one line.
   *
   * @param stage one of them
   */
  private String changes(TrainingSpec stage) {
    Map<String, String> own = lines(stage);
    Map<String, String> lasts = lines(last());
    List<String> changes = new ArrayList<>();
    own.forEach(
        (key, value) -> {
          if (!value.equals(lasts.get(key))) {
            changes.add(key + ": " + value);
          }
        });
    lasts.keySet().stream()
        .filter(key -> !own.containsKey(key))
        .forEach(key -> changes.add(key + ": null"));
    return "{" + String.join(", ", changes) + "}";
  }

  /** What a stage changes of the one before it, as text; empty if nothing. */
  public String difference(int stage) {
    Map<String, String> before = lines(stages.get(stage - 1));
    return lines(stages.get(stage)).entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> lines(TrainingSpec spec) {
    Map<String, String> lines = new LinkedHashMap<>();
    spec.toYaml()
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(parts -> lines.put(parts[0], parts[1]));
    return lines;
  }
}
