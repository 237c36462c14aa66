package bnn4j.offload.deep;

import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.slots.SlotFormat;
import bnn4j.overlay.driver.AcceleratorException;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * A runnable deep set: first layers on the processor, inner layers on an accelerator, last layers
 * on the processor. For one thread.
 */
public final class DeepClassifier implements AutoCloseable {
  /** Images that are with the accelerator at a time. */
  private static final int PORTION = 64;

  private final DeepSet set;
  private final OffloadAccelerator accelerator;
  private final ProcessorLayers processor;
  private final SlotFormat in;
  private final SlotFormat out;
  private final byte[] result;

  /**
   * Loads the set.
   *
   * @param accelerator runs the inner layers; {@link #close} closes it
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  public DeepClassifier(DeepSet set, OffloadAccelerator accelerator) {
    this.set = set;
    this.accelerator = accelerator;
    this.processor = new ProcessorLayers(set);
    Schedule schedule = set.calls().schedule();
    this.in = new SlotFormat(schedule.overlay(), schedule.input());
    this.out = new SlotFormat(schedule.overlay(), schedule.output());
    this.result = new byte[out.pixels() * schedule.output().channels()];
    try {
      accelerator.load(set.calls());
    } catch (RuntimeException e) {
      accelerator.close();
      throw e;
    }
  }

  /** Words of a packed picture: eight values each, pixel by pixel, channels together. */
  public int inputWords() {
    return (set.network().input().values() + Long.BYTES - 1) / Long.BYTES;
  }

  /**
   * Classifies pictures.
   *
   * @param packed pictures as dataflow overlays take them too, {@link #inputWords} words each
   * @param images how many
   * @param progress is told the number of images done, now and then
   * @return {@code [image][class]}: what the last layer sums up; the largest is the class
   */
  public int[] run(long[] packed, int images, IntConsumer progress) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(images, inputWords()), packed.length);
    int classes = set.network().outputs();
    int[] scores = new int[Math.multiplyExact(images, classes)];
    for (int first = 0; first < images; first += PORTION) {
      int count = Math.min(PORTION, images - first);
      long[] words = new long[count * in.words()];
      for (int i = 0; i < count; i++) {
        byte[] activations = processor.runBefore(packed, (first + i) * inputWords());
        in.pack(activations, words, i * in.words());
      }
      long[] results = accelerator.run(words, count);
      for (int i = 0; i < count; i++) {
        out.unpack(results, i * out.words(), result);
        int[] sums = processor.runBehind(result);
        for (int c = 0; c < classes; c++) {
          scores[(first + i) * classes + c] = set.sign() * sums[c];
        }
      }
      progress.accept(first + count);
    }
    return scores;
  }

  /** The class of an image: the first of the largest scores. */
  public static int classOf(int[] scores, int image, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (scores[image * classes + c] > scores[image * classes + best]) {
        best = c;
      }
    }
    return best;
  }

  @Override
  public void close() {
    accelerator.close();
  }
}
