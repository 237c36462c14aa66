package bnn4j.trainer.batches;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Prepares the next batch in the background during the current step.
 *
 * <p>For one thread. The background thread is the only one that uses the maker, from construction
 * to {@link #close}.
 */
public final class BatchQueue implements AutoCloseable {
  private final BatchMaker maker;
  private final ExecutorService background;
  private MiniBatch present;
  private MiniBatch next;
  private Future<?> filling;
  private int epoch;
  private int index;

  /** A queue that begins with a batch of an epoch, both counted from 0. */
  public BatchQueue(BatchMaker maker, int epoch, int index) {
    this.maker = maker;
    this.epoch = epoch;
    this.index = index;
    this.present = maker.emptyBatch();
    this.next = maker.emptyBatch();
    this.background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "batches");
              thread.setDaemon(true);
              return thread;
            });
    request();
  }

  private void request() {
    MiniBatch target = next;
    int fromEpoch = epoch;
    int fromIndex = index;
    filling = background.submit(() -> maker.fill(target, fromEpoch, fromIndex));
  }

  /**
   * The next batch, through the epoch and on into the following one. It is valid until the next
   * call, which has its arrays filled anew.
   */
  public MiniBatch take() {
    try {
      filling.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was made", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
    MiniBatch taken = next;
    next = present;
    present = taken;
    index++;
    if (index == maker.batches()) {
      index = 0;
      epoch++;
    }
    request();
    return taken;
  }

  /** Waits for the batch in the making, so that its maker is free again. */
  @Override
  public void close() {
    background.shutdown();
    try {
      background.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
