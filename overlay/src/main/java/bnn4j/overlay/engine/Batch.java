package bnn4j.overlay.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many images split over threads; whoever is free takes the next few. */
final class Batch {
  /** Images taken at a time: enough that taking costs nothing, few enough to end together. */
  private static final int PORTION = 16;

  private final Engine engine;
  private final long[] input;
  private final int images;
  private final int inputWords;
  private final int outputWords;
  private final long[] output;
  private final AtomicInteger next = new AtomicInteger();

  Batch(Engine engine, long[] input, int images) {
    this.engine = engine;
    this.input = input;
    this.images = images;
    this.inputWords = engine.overlay().inputWords();
    this.outputWords = engine.overlay().outputWords();
    Objects.checkFromIndexSize(0, Math.multiplyExact(images, inputWords), input.length);
    this.output = new long[Math.multiplyExact(images, outputWords)];
  }

  long[] run(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, expected at least 1");
    }
    int workers = Math.min(threads, (images + PORTION - 1) / PORTION);
    if (workers <= 1) {
      engine.run(input, 0, images, output, 0);
    } else {
      share(workers);
    }
    return output;
  }

  private void share(int workers) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        Engine own = worker == 0 ? engine : engine.copy();
        futures.add(pool.submit(() -> work(own)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the engine failed", e.getCause());
    } finally {
      next.set(images);
      pool.shutdownNow();
    }
  }

  private void work(Engine own) {
    for (int first; (first = next.getAndAdd(PORTION)) < images; ) {
      int portion = Math.min(PORTION, images - first);
      own.run(input, first * inputWords, portion, output, first * outputWords);
    }
  }
}
