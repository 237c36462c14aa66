package bnn4j.offload.driver;

import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.engine.TraceListener;
import bnn4j.offload.params.OffloadNetwork;
import java.util.function.IntConsumer;

/** The bit-exact engine as an accelerator. */
public final class EngineOffload implements OffloadAccelerator {
  private final int threads;
  private OffloadEngine engine;

  /**
   * Nothing loaded.
   *
   * @param threads that share images, at least 1
   */
  public EngineOffload(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, expected at least 1");
    }
    this.threads = threads;
  }

  @Override
  public void load(OffloadNetwork network) {
    engine = OffloadEngine.of(network);
  }

  @Override
  public long[] run(long[] input, int images) {
    return run(input, images, done -> {});
  }

  @Override
  public long[] run(long[] input, int images, IntConsumer progress) {
    return loaded().run(input, images, threads, progress);
  }

  @Override
  public long[] trace(long[] image, TraceListener listener) {
    return loaded().trace(image, listener);
  }

  private OffloadEngine loaded() {
    if (engine == null) {
      throw new IllegalStateException("nothing has been loaded");
    }
    return engine;
  }

  @Override
  public void close() {
    engine = null;
  }
}
