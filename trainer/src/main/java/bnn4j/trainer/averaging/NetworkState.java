package bnn4j.trainer.averaging;

import java.io.Serializable;
import java.util.Arrays;

/**
 * All that a network carries from one batch to the next.
 *
 * @param parameters latent weights, batch norm parameters and statistics, layer after layer; not
 *     copied
 * @param updater Adam's moments, in DL4J's order; not copied
 * @param iteration training steps so far, from which Adam takes the age of its moments
 */
public record NetworkState(float[] parameters, float[] updater, int iteration)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkState state
        && iteration == state.iteration
        && Arrays.equals(parameters, state.parameters)
        && Arrays.equals(updater, state.updater);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(parameters) + Arrays.hashCode(updater)) + iteration;
  }

  @Override
  public String toString() {
    return "%d parameters after %d steps".formatted(parameters.length, iteration);
  }
}
