package bnn4j.offload.deep;

import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.TrainedLayer;
import java.util.ArrayList;
import java.util.List;

/** The layers that the processor runs, before and behind those of the overlay. One thread's. */
final class ProcessorLayers {
  /** What 1 is in units of a picture's values. */
  private static final double PICTURE = 128;

  private final InputFormat format;
  private final List<ProcessorLayer> before = new ArrayList<>();
  private final List<ProcessorLayer> behind = new ArrayList<>();

  private final byte[] picture;
  private final List<byte[]> outputsBefore = new ArrayList<>();
  private final List<byte[]> outputsBehind = new ArrayList<>();

  ProcessorLayers(DeepSet set) {
    this.format = set.network().input();
    this.picture = new byte[format.values()];
    List<Layer> layers = set.network().layers();
    add(before, outputsBefore, layers, set.before());
    add(behind, outputsBehind, layers.subList(set.part().last() + 1, layers.size()), set.behind());
  }

  private void add(
      List<ProcessorLayer> target,
      List<byte[]> outputs,
      List<Layer> layers,
      List<TrainedLayer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      boolean first = target == before && i == 0;
      target.add(new ProcessorLayer(layers.get(i), numbers.get(i), first ? PICTURE : 1));
      outputs.add(new byte[layers.get(i).shape().values()]);
    }
  }

  /** What the layers before the overlay's make of a packed picture, the last one's; not copied. */
  byte[] runBefore(long[] packed, int offset) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (packed[offset + i / Long.BYTES] >>> (i % Long.BYTES * Byte.SIZE));
    }
    byte[] input = picture;
    for (int i = 0; i < before.size(); i++) {
      before.get(i).run(input, outputsBefore.get(i));
      input = outputsBefore.get(i);
    }
    return input;
  }

  /** What the last layer sums up; not copied. */
  int[] runBehind(byte[] activations) {
    byte[] input = activations;
    for (int i = 0; i < behind.size() - 1; i++) {
      behind.get(i).run(input, outputsBehind.get(i));
      input = outputsBehind.get(i);
    }
    return behind.get(behind.size() - 1).scores(input);
  }

  /** What each layer before the overlay's gave last; not copied. */
  List<byte[]> givenBefore() {
    return outputsBefore;
  }

  /** What each layer behind the overlay's but the last gave last; not copied. */
  List<byte[]> givenBehind() {
    return outputsBehind.subList(0, outputsBehind.size() - 1);
  }
}
