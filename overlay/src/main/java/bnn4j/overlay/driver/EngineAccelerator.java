package bnn4j.overlay.driver;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;

/** The bit-exact engine in the place of an accelerator, on several threads. */
public final class EngineAccelerator implements Accelerator {
  /** Images between two reports of progress; enough that threads rarely wait for each other. */
  private static final int PORTION = 1000;

  private final Overlay overlay;
  private final int threads;
  private Engine engine;

  /**
   * For an overlay, nothing loaded.
   *
   * @param threads at least 1
   */
  public EngineAccelerator(Overlay overlay, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, expected at least 1");
    }
    this.overlay = overlay;
    this.threads = threads;
  }

  @Override
  public Overlay overlay() {
    return overlay;
  }

  @Override
  public void load(ParameterSet parameters) {
    RunConditions.check(parameters, overlay);
    engine = Engine.of(parameters);
  }

  @Override
  public long[] run(long[] input, int images) {
    return run(input, images, done -> {});
  }

  @Override
  public long[] run(long[] input, int images, IntConsumer progress) {
    RunConditions.checkLoaded(engine != null);
    int inputWords = overlay.inputWords();
    int outputWords = overlay.outputWords();
    Objects.checkFromIndexSize(0, Math.multiplyExact(images, inputWords), input.length);
    long[] output = new long[Math.multiplyExact(images, outputWords)];
    for (int from = 0; from < images; from += PORTION) {
      int count = Math.min(PORTION, images - from);
      // Copied, as the engine's threads read from the start of an array.
      long[] some = Arrays.copyOfRange(input, from * inputWords, (from + count) * inputWords);
      long[] words = engine.run(some, count, threads);
      System.arraycopy(words, 0, output, from * outputWords, words.length);
      progress.accept(from + count);
    }
    return output;
  }

  @Override
  public void close() {
    engine = null;
  }
}
