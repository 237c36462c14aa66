package bnn4j.trainer.loop;

import java.util.List;

/** Receives the progress of a training, on the training thread. */
public interface TrainingListener {
  /**
   * Something is not as it should be, and training continues.
   *
   * @param text for people
   */
  default void warns(String text) {}

  /**
   * Training begins, or goes on after an interruption.
   *
   * @param done figures of the epochs that were trained before, in order
   * @param epochs epochs in all
   */
  default void begins(List<EpochMetrics> done, int epochs) {}

  /**
   * A batch was trained.
   *
   * @param epoch from 1
   * @param images trained in this epoch so far
   * @param imagesInEpoch in the whole epoch
   */
  default void batchDone(int epoch, int images, int imagesInEpoch) {}

  /**
   * An epoch was trained, evaluated and saved.
   *
   * @param metrics its figures
   * @param best whether no epoch before was as good on the validation images
   */
  default void epochDone(EpochMetrics metrics, boolean best) {}

  /**
   * Training ends before its last epoch, by early stopping.
   *
   * @param epochs that were trained
   * @param patience epochs in a row without a better validation accuracy
   */
  default void endsEarly(int epochs, int patience) {}
}
