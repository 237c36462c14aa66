package bnn4j.experiment.sweep;

import bnn4j.experiment.spec.BaseConfig;
import bnn4j.experiment.spec.Change;
import java.nio.file.Path;
import java.util.List;

/**
 * What a sweep tries, as its YAML file describes it.
 *
 * <pre>{@code
 * base: digits-lfc.yaml       # a config as train knows it, or its keys in a block
 * grid:                       # every combination; the last key changes first
 *   learning-rate.start: [0.001, 0.003]
 *   dropout: {hidden: [0, 0.1]}
 * seeds: [1, 2]               # each combination with each of these; 2 for the base's and the next
 * }</pre>
 *
 * <p>or, in place of {@code grid},
 *
 * <pre>{@code
 * random:                     # drawn independently
 *   learning-rate.start: {from: 0.0005, to: 0.01, scale: log}
 *   epochs: {from: 5, to: 20}
 *   loss: [squared-hinge, highest-bit]
 * trials: 20
 * draw-seed: 1
 * }</pre>
 *
 * @param file it was read from
 * @param base the config that each trial changes
 * @param keys that are varied, in the order of the file, {@code seed} last
 * @param combinations for each trial a value for each key
 */
public record SweepSpec(
    Path file, BaseConfig base, List<String> keys, List<List<Change>> combinations) {
  /** Copies the lists. */
  public SweepSpec {
    keys = List.copyOf(keys);
    combinations = List.copyOf(combinations);
  }

  /** What a sweep is called: its file's name without {@code .yaml}. */
  public static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  /**
   * Reads a sweep.
   *
   * @param configs folder of configs in which the base is looked for, after the sweep's own
   * @param overlays folders in which an overlay's file is looked for after the config's own
   * @throws bnn4j.foundation.Refusal with one line per problem: the place, the key, what was
   *     expected and found
   */
  public static SweepSpec read(Path file, Path configs, List<Path> overlays) {
    return new SweepReader(file, configs, overlays).read();
  }
}
