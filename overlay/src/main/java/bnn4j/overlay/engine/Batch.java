package bnn4j.overlay.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Many images split over threads; whoever is free takes the next few. */
final class Batch {
  /** Images taken at a time, at least: enough that taking costs nothing. */
  private static final int PORTION = 8;

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
    int share = (images + threads - 1) / threads;
    int portion = Math.max(PORTION, Math.min(engine.block(), share));
    int helpers = Math.min(threads, (images + portion - 1) / portion) - 1;
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (int helper = 0; helper < helpers; helper++) {
      tasks.add(ForkJoinPool.commonPool().submit(() -> work(engine.copy(), portion)));
    }
    try {
      work(engine, portion);
    } finally {
      next.set(images);
      tasks.forEach(ForkJoinTask::quietlyJoin);
    }
    tasks.forEach(ForkJoinTask::join);
    return output;
  }

  private void work(Engine own, int portion) {
    while (true) {
      // Before taking: else, with nothing left to take, an interrupted caller would not be told.
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      int first = next.getAndAdd(portion);
      if (first >= images) {
        return;
      }
      int count = Math.min(portion, images - first);
      own.run(input, first * inputWords, count, output, first * outputWords);
    }
  }
}
