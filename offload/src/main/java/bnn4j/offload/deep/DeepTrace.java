package bnn4j.offload.deep;

import bnn4j.network.Layer;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.slots.SlotFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each layer of a deep set gives for a picture, in the engine.
 *
 * @param activations of every layer but the last, {@code [row][column][channel]}, pooled where it
 *     is pooled
 * @param sums of the last layer
 */
public record DeepTrace(List<byte[]> activations, int[] sums) {
  /**
   * Runs a picture.
   *
   * @param packed pictures
   * @param offset where the picture starts
   */
  public static DeepTrace of(DeepSet set, long[] packed, int offset) {
    ProcessorLayers processor = new ProcessorLayers(set);
    byte[] first = processor.runBefore(packed, offset);
    List<byte[]> all = new ArrayList<>();
    processor.givenBefore().forEach(given -> all.add(given.clone()));
    OffloadEngine engine = OffloadEngine.of(set.calls());
    SlotFormat in = new SlotFormat(set.deep().overlay(), set.calls().schedule().input());
    Map<String, byte[]> maps = new HashMap<>();
    Map<String, Integer> channels = new HashMap<>();
    engine.trace(
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
}
