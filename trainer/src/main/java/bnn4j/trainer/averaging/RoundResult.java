package bnn4j.trainer.averaging;

import java.io.Serializable;
import java.util.List;

/**
 * The state of one worker at the end of a round.
 *
 * @param end of the round
 * @param lossSum of the losses of its batches
 * @param correct images that its network, dropout and all, decoded right
 */
public record RoundResult(NetworkState end, double lossSum, long correct) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The state from which the next round begins: the mean of latent weights, batch norms and Adam's
   * moments, each summed up in double precision in the order of the list, so that it is the same
   * whoever was ready first.
   *
   * @param results of all workers, by their index; at least one
   */
  public static NetworkState mean(List<RoundResult> results) {
    NetworkState first = results.get(0).end();
    return new NetworkState(
        meanOf(results.stream().map(result -> result.end().parameters()).toList()),
        meanOf(results.stream().map(result -> result.end().updater()).toList()),
        first.iteration());
  }

  private static float[] meanOf(List<float[]> all) {
    float[] mean = new float[all.get(0).length];
    double[] sum = new double[mean.length];
    for (float[] values : all) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / all.size());
    }
    return mean;
  }
}
