package bnn4j.cluster.training;

import bnn4j.cluster.spark.ShardFailure;
import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.loop.RoundWorker;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Trains one worker's part of a round. */
final class LearnRound implements Function<Integer, RoundResult> {
  private static final long serialVersionUID = 1;

  private final Experiment experiment;
  private final Broadcast<NetworkState> start;
  private final Round round;

  LearnRound(Experiment experiment, Broadcast<NetworkState> start, Round round) {
    this.experiment = experiment;
    this.start = start;
    this.round = round;
  }

  @Override
  public RoundResult call(Integer worker) {
    String place = "worker %d in epoch %d".formatted(worker, round.epoch() + 1);
    try {
      RoundWorker hand = Hands.take(experiment);
      RoundResult result = hand.learn(start.value(), round, worker);
      Hands.giveBack(experiment, hand);
      return result;
    } catch (LinkageError e) {
      throw new ShardFailure(place, Dl4j.missing(e));
    } catch (Exception | OutOfMemoryError e) {
      throw new ShardFailure(place, e);
    }
  }
}
