package bnn4j.trainer.loop;

import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.averaging.Rounds;
import bnn4j.trainer.settings.Averaging;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Several networks that learn apart and are averaged after every round; the network of the run is
 * their mean. A round never goes beyond its epoch.
 */
final class RoundLearner implements Learner {
  private final MultiLayerNetwork network;
  private final Averaging averaging;
  private final int share;
  private final Rounds rounds;

  /**
   * A learner.
   *
   * @param network becomes the mean after each round
   * @param allBatches of an epoch
   * @param rounds where rounds are learned
   */
  RoundLearner(MultiLayerNetwork network, Averaging averaging, int allBatches, Rounds rounds) {
    this.network = network;
    this.averaging = averaging;
    this.share = allBatches / averaging.workers();
    this.rounds = rounds;
  }

  @Override
  public int batches() {
    return share * averaging.workers();
  }

  @Override
  public Learned learn(int epoch, int done) {
    int first = done / averaging.workers();
    Round round =
        new Round(epoch, averaging.workers(), first, Math.min(averaging.every(), share - first));
    List<RoundResult> results = rounds.learn(NetworkStates.of(network), round);
    NetworkState mean = RoundResult.mean(results);
    NetworkStates.load(mean, network);
    double lossSum = 0;
    long correct = 0;
    for (RoundResult result : results) {
      lossSum += result.lossSum();
      correct += result.correct();
    }
    return new Learned(round.batches() * averaging.workers(), lossSum, correct);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
