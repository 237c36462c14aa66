package bnn4j.trainer.loop;

import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.averaging.Rounds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds on threads of this JVM, fewer than workers if there are fewer cores. */
final class LocalRounds implements Rounds {
  private final List<RoundWorker> hands;

  /** On as many threads as the job has, or as averaging has workers if those are fewer. */
  LocalRounds(TrainingJob job) {
    int threads = Math.min(job.threads(), job.settings().averaging().workers());
    this.hands = IntStream.range(0, threads).mapToObj(i -> new RoundWorker(job)).toList();
  }

  @Override
  public List<RoundResult> learn(NetworkState start, Round round) {
    RoundResult[] results = new RoundResult[round.workers()];
    OwnThreads.run(
        hands.size(),
        hand -> {
          for (int worker = hand; worker < results.length; worker += hands.size()) {
            results[worker] = hands.get(hand).learn(start, round, worker);
          }
        });
    return Arrays.asList(results);
  }

  @Override
  public void close() {
    hands.forEach(RoundWorker::close);
  }
}
