package bnn4j.offload.deep;

import bnn4j.network.Layer;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.slots.SlotFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A deep set that shows what its layers give, wherever its inner ones run. One thread's. */
public final class DeepTracer implements AutoCloseable {
  private final DeepSet set;
  private final OffloadAccelerator accelerator;
  private final ProcessorLayers processor;
  private final SlotFormat in;

  /**
   * Loads the set.
   *
   * @param accelerator runs the inner layers; {@link #close} closes it
   * @throws bnn4j.overlay.driver.AcceleratorException if the accelerator does not answer as it
   *     should
   */
  public DeepTracer(DeepSet set, OffloadAccelerator accelerator) {
    this.set = set;
    this.accelerator = accelerator;
    this.processor = new ProcessorLayers(set);
    this.in = new SlotFormat(set.deep().overlay(), set.calls().schedule().input());
    try {
      accelerator.load(set.calls());
    } catch (RuntimeException e) {
      accelerator.close();
      throw e;
    }
  }

  /**
   * Runs a picture.
   *
   * @param packed pictures
   * @param offset where the picture starts
   */
  public DeepTrace trace(long[] packed, int offset) {
    byte[] first = processor.runBefore(packed, offset);
    List<byte[]> all = new ArrayList<>();
    processor.givenBefore().forEach(given -> all.add(given.clone()));
    Map<String, byte[]> maps = new HashMap<>();
    Map<String, Integer> channels = new HashMap<>();
    accelerator.trace(
        in.pack(first),
        (name, side, count, values) -> {
          maps.put(name, values);
          channels.put(name, count);
        });
    byte[] last = first;
    for (int i = set.part().first(); i <= set.part().last(); i++) {
      Layer layer = set.network().layers().get(i);
      String name = set.part().nameOf(i);
      last = cut(maps.get(name), channels.get(name), layer.neurons());
      all.add(last);
    }
    int[] sums = processor.runBehind(last).clone();
    processor.givenBehind().forEach(given -> all.add(given.clone()));
    return new DeepTrace(all, sums);
  }

  /** Without the channels that only fill up a row of neurons. */
  private static byte[] cut(byte[] values, int channels, int kept) {
    byte[] cut = new byte[values.length / channels * kept];
    for (int pixel = 0; pixel < values.length / channels; pixel++) {
      System.arraycopy(values, pixel * channels, cut, pixel * kept, kept);
    }
    return cut;
  }

  @Override
  public void close() {
    accelerator.close();
  }
}
