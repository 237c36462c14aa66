package bnn4j.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.averaging.Rounds;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.MiniBatch;
import bnn4j.trainer.settings.CheckpointPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragingTest {
  private static final Network NETWORK = SmallTask.network(1, 1);
  private static final LabeledImages TRAINING = SmallTask.images(250, 1);
  private static final LabeledImages VALIDATION = SmallTask.images(60, 2);
  private static final String[] TWO = {"averaging.workers=2", "averaging.every=2"};

  @TempDir Path folder;

  private static TrainingJob job(LabeledImages images, int threads, String... settings) {
    return new TrainingJob(
        SmallTask.settings(settings),
        NETWORK,
        Judge.ARGMAX,
        images,
        VALIDATION,
        Optional.empty(),
        Optional.empty(),
        threads);
  }

  private static TrainingJob job(int threads, String... settings) {
    return job(TRAINING, threads, settings);
  }

  private Checkpoints checkpoints(String name) {
    return new Checkpoints(
        folder.resolve(name), new CheckpointPolicy(1, CheckpointPolicy.Keep.LATEST_AND_BEST));
  }

  private static NetworkState fresh(TrainingJob job) {
    return NetworkStates.of(job.untrainedNetwork());
  }

  private NetworkState trained(String name, TrainingJob job) {
    Checkpoints checkpoints = checkpoints(name);
    new Trainer(job, checkpoints, new TrainingListener() {}).run(false);
    return NetworkStates.of(checkpoints.latest().network());
  }

  @Test
  void theShardsOfAnEpochAreDisjointAndTogetherAllOfIt() {
    int[] batches =
        IntStream.range(0, 3)
            .flatMap(
                worker ->
                    IntStream.concat(
                        IntStream.range(0, 3).map(i -> new Round(0, 3, 0, 3).batchOf(worker, i)),
                        IntStream.range(0, 1).map(i -> new Round(0, 3, 3, 1).batchOf(worker, i))))
            .sorted()
            .toArray();
    assertThat(batches).isEqualTo(IntStream.range(0, 12).toArray());
  }

  @Test
  void oneWorkerLearnsWhatTrainingOnOneThreadLearns() {
    TrainingJob job = job(1);
    MultiLayerNetwork network = job.untrainedNetwork();
    BatchMaker maker = job.batchMaker();
    MiniBatch batch = maker.emptyBatch();
    try (TrainingStep step =
        new TrainingStep(
            network, NETWORK.input(), job.judge(), job.targets(), Optional.empty(), batch, 1)) {
      for (int i = 0; i < 5; i++) {
        maker.fill(batch, 0, i);
        step.learn(batch);
      }
    }
    try (RoundWorker worker = new RoundWorker(job)) {
      RoundResult result = worker.learn(fresh(job), new Round(0, 1, 0, 5), 0);
      assertThat(result.end()).isEqualTo(NetworkStates.of(network));
      assertThat(RoundResult.mean(List.of(result))).isEqualTo(result.end());
    }
  }

  @Test
  void aRoundIsAFunctionOfWhatItIsGiven() throws Exception {
    TrainingJob job = job(1);
    NetworkState start = fresh(job);
    Round round = new Round(1, 3, 1, 2);
    try (RoundWorker one = new RoundWorker(job);
        RoundWorker other = new RoundWorker(job)) {
      RoundResult first = one.learn(start, round, 1);
      other.learn(first.end(), new Round(0, 2, 0, 4), 0);
      assertThat(one.learn(start, round, 2)).isNotEqualTo(first);
      assertThat(one.learn(start, round, 1)).isEqualTo(first);
      assertThat(other.learn(sent(start), sent(round), 1)).isEqualTo(first);
      assertThat(sent(first)).isEqualTo(first);
    }
    assertThat(start).isEqualTo(fresh(job));
  }

  @SuppressWarnings("unchecked")
  private static <T> T sent(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void theMeanIsOfAllWorkersAndTheSameInAnyNumberOfThreads() {
    NetworkState one = trained("one", job(1, TWO));
    assertThat(trained("two", job(2, TWO))).isEqualTo(one);
    assertThat(trained("three", job(3, TWO))).isEqualTo(one);
    assertThat(trained("rarely", job(2, "averaging.workers=2", "averaging.every=3")))
        .isNotEqualTo(one);
    assertThat(trained("alone", job(1))).isNotEqualTo(one);

    RoundResult low =
        new RoundResult(new NetworkState(new float[] {1, -1}, new float[] {2}, 7), 0, 0);
    RoundResult high =
        new RoundResult(new NetworkState(new float[] {0, 1}, new float[] {4}, 7), 0, 0);
    assertThat(RoundResult.mean(List.of(low, high)))
        .isEqualTo(new NetworkState(new float[] {0.5f, 0}, new float[] {3}, 7));
  }

  @Test
  void workersThatSeeTheSameImagesDrawDropoutOfTheirOwn() {
    LabeledImages same = TRAINING.subset(new int[40]);
    Round round = new Round(0, 2, 0, 1);
    TrainingJob dropping = job(same, 1, "augmentation.shift=0");
    TrainingJob whole = job(same, 1, "augmentation.shift=0", "dropout.hidden=0", "dropout.input=0");
    try (RoundWorker drops = new RoundWorker(dropping);
        RoundWorker keeps = new RoundWorker(whole)) {
      NetworkState start = fresh(whole);
      assertThat(keeps.learn(start, round, 1)).isEqualTo(keeps.learn(start, round, 0));
      assertThat(drops.learn(start, round, 1)).isNotEqualTo(drops.learn(start, round, 0));
    }
  }

  @Test
  void aRunGoesOnInTheMiddleOfAnEpochToTheSameResult() {
    NetworkState whole = trained("whole", job(2, TWO));
    Checkpoints checkpoints = checkpoints("stopped");
    Trainer[] trainer = new Trainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void batchDone(int epoch, int images, int imagesInEpoch) {
            assertThat(imagesInEpoch).isEqualTo(240);
            if (epoch == 2 && images == 80) {
              trainer[0].stop();
            }
          }
        };
    trainer[0] = new Trainer(job(2, TWO), checkpoints, stopper);
    assertThat(trainer[0].run(false).epochsDone()).isEqualTo(1);
    TrainingState state =
        new Trainer(job(1, TWO), checkpoints, new TrainingListener() {}).run(true);
    assertThat(state.epochsDone()).isEqualTo(3);
    assertThat(NetworkStates.of(checkpoints.latest().network())).isEqualTo(whole);
  }

  @Test
  void roundsMayBeLearnedElsewhere() {
    NetworkState here = trained("here", job(2, TWO));
    Checkpoints checkpoints = checkpoints("there");
    TrainingJob job = job(2, TWO);
    boolean[] closed = new boolean[1];
    Rounds elsewhere =
        new Rounds() {
          private final LocalRounds inner = new LocalRounds(job);

          @Override
          public List<RoundResult> learn(NetworkState start, Round round) {
            inner.learn(start, round); // lost on the way
            return inner.learn(start, round);
          }

          @Override
          public void close() {
            inner.close();
            closed[0] = true;
          }
        };
    new Trainer(job, checkpoints, new TrainingListener() {}, Optional.of(elsewhere)).run(false);
    assertThat(NetworkStates.of(checkpoints.latest().network())).isEqualTo(here);
    assertThat(closed[0]).isTrue();
  }

  @Test
  void workersWithoutAWholeBatchAreRefused() {
    assertThatThrownBy(() -> job(1, "averaging.workers=13"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "averaging.workers: 13 workers need a batch of 20 each, the 250 training"
                + " images fill 12;"
                + " use fewer workers or a smaller batch-size");
    assertThatThrownBy(() -> job(1, "averaging.every=0"))
        .isInstanceOf(Refusal.class)
        .hasMessage("averaging.every: expected at least 1, found 0");
  }
}
