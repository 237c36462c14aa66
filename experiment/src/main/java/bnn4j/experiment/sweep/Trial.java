package bnn4j.experiment.sweep;

import bnn4j.experiment.spec.TrainingSpec;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One training of a sweep, with everything that a machine needs to run it except the images.
 *
 * @param number from 1
 * @param name of the sweep
 * @param values of the keys that the sweep varies, as they would be written in a config
 * @param config resolved, as {@link TrainingSpec#toYaml} writes it
 * @param overlay the description of its overlay; null if that is a published one
 */
public record Trial(int number, String name, List<String> values, String config, String overlay)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public Trial {
    values = List.copyOf(values);
  }

  /** The experiment. */
  public TrainingSpec spec() {
    return TrainingSpec.resolved(name, config, Optional.ofNullable(overlay));
  }
}
