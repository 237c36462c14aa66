package bnn4j.offload.engine;

import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.slots.SlotFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs a network bit for bit as the accelerator does (qnn-mo.md 5). Immutable; any number of
 * threads may run it.
 */
public final class OffloadEngine {
  private final PreparedNetwork network;
  private final int inputWords;
  private final int outputWords;

  private OffloadEngine(PreparedNetwork network) {
    this.network = network;
    Schedule schedule = network.schedule();
    this.inputWords = new SlotFormat(schedule.overlay(), schedule.input()).words();
    this.outputWords = new SlotFormat(schedule.overlay(), schedule.output()).words();
  }

  /** Prepares a network for the kernel that this JVM is to use. */
  public static OffloadEngine of(OffloadNetwork network) {
    return of(network, KernelChoice.ofThisJvm().kernel());
  }

  /** Prepares a network for a kernel. */
  public static OffloadEngine of(OffloadNetwork network, Kernel kernel) {
    return new OffloadEngine(new PreparedNetwork(network, kernel));
  }

  /** What it runs. */
  public Schedule schedule() {
    return network.schedule();
  }

  /**
   * Runs images.
   *
   * @param input maps in slots, one after the other
   * @param images how many
   * @param threads that share them, at least 1
   * @param progress is told, by any of the threads, how many are done
   * @return maps in slots, one after the other
   * @throws IndexOutOfBoundsException if the input is too short
   */
  public long[] run(long[] input, int images, int threads, IntConsumer progress) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(images, inputWords), input.length);
    long[] output = new long[Math.multiplyExact(images, outputWords)];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable work =
        () -> {
          NetworkRun run = new NetworkRun(network);
          for (int image; (image = next.getAndIncrement()) < images; ) {
            run.run(input, image * inputWords, output, image * outputWords, null);
            progress.accept(done.incrementAndGet());
          }
        };
    IntStream.range(0, Math.min(threads, images)).parallel().forEach(thread -> work.run());
    return output;
  }

  /** Runs one image, telling what each layer gives. */
  public long[] trace(long[] input, TraceListener listener) {
    long[] output = new long[outputWords];
    new NetworkRun(network).run(input, 0, output, 0, listener);
    return output;
  }
}
