package bnn4j.trainer.batches;

import static bnn4j.trainer.batches.BatchMakerTest.assertEqual;
import static bnn4j.trainer.batches.BatchMakerTest.filled;
import static bnn4j.trainer.batches.BatchMakerTest.maker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
  private static final int PATIENCE_MILLIS = 60_000;

  @Test
  void aQueueGivesTheBatchesOfItsMakerEpochAfterEpoch() {
    try (BatchQueue queue = new BatchQueue(maker(3), 0, 0)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        for (int index = 0; index < 5; index++) {
          assertEqual(queue.take(), filled(maker(3), epoch, index));
        }
      }
    }
  }

  @Test
  void aQueueStartsInTheMiddleOfAnEpoch() {
    try (BatchQueue queue = new BatchQueue(maker(3), 1, 3)) {
      assertEqual(queue.take(), filled(maker(3), 1, 3));
      assertEqual(queue.take(), filled(maker(3), 1, 4));
      assertEqual(queue.take(), filled(maker(3), 2, 0));
    }
  }

  @Test
  void aBatchStaysAsItIsWhileTheNextOneIsMade() throws InterruptedException {
    try (BatchQueue queue = new BatchQueue(maker(3), 0, 0)) {
      MiniBatch first = queue.take();
      Thread.sleep(20);
      assertEqual(first, filled(maker(3), 0, 0));
    }
  }

  @Test
  void aBatchThatCannotBeMadeIsRefusedWhereItIsTaken() {
    Augmentation tooFar = new Augmentation(4, false, 0, 0, 0);
    try (BatchQueue queue = new BatchQueue(maker(tooFar, InputTransform.NONE, 3), 0, 0)) {
      assertThatThrownBy(queue::take)
          .isInstanceOf(Refusal.class)
          .hasMessage("augmentation shift must be 0..3 for images of 1x7x7, found 4");
    }
  }

  @Test
  void aClosedQueueLeavesItsMakerAloneAndItsThreadEnds() throws InterruptedException {
    BatchMaker maker = maker(3);
    for (int round = 0; round < 50; round++) {
      new BatchQueue(maker, round, 0).close();
      assertEqual(filled(maker, 0, 1), filled(maker(3), 0, 1));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("batches")) {
        thread.join(PATIENCE_MILLIS); // the executor says it is done a moment before its thread is
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }
}
