package bnn4j.offload.engine;

import bnn4j.kernels.Windows;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.slots.BitString;
import java.util.Arrays;

/**
 * How a call's windows lie in words. Where channels do not fill words, the pixels of a window's row
 * are put together without gaps, once for each column; else pixels stay whole words.
 */
final class CallGeometry {
  private final FabricCall call;
  private final boolean dense;

  /**
   * @param storedChannels of the input map that may be other than 0
   */
  CallGeometry(FabricCall call, int storedChannels) {
    this.call = call;
    this.dense = storedChannels <= call.inChannels() && denseWords() < call.kernel() * pixelWords();
  }

  private int pixelWords() {
    return call.paddedInChannels() / Long.SIZE;
  }

  private int denseWords() {
    return (call.kernel() * call.inChannels() + Long.SIZE - 1) / Long.SIZE;
  }

  private int columns() {
    return dense ? call.paddedSide() - call.kernel() + 1 : call.paddedSide();
  }

  /** Words of a column of the map. */
  private int columnWords() {
    return dense ? denseWords() : pixelWords();
  }

  /** Words of a window, and of a neuron. */
  int windowWords() {
    return call.kernel() * (dense ? denseWords() : call.kernel() * pixelWords());
  }

  Windows windows() {
    return new Windows(
        1,
        call.paddedSide(),
        columns(),
        columnWords(),
        call.kernel(),
        dense ? 1 : call.kernel(),
        call.stride());
  }

  /** Words of a map of windows. */
  int mapWords() {
    return call.paddedSide() * columns() * columnWords();
  }

  /** Lays out a plane of a map for the windows; what is around the map stays 0. */
  void layOut(PlaneMap map, int plane, long[] target) {
    long[] source = map.plane(plane);
    for (int row = 0; row < map.side(); row++) {
      int to = (row + call.padBefore()) * columns() * columnWords();
      if (dense) {
        Arrays.fill(target, to, to + columns() * columnWords(), 0);
        gather(source, row * map.side() * map.words(), map, target, to);
      } else {
        copy(source, row * map.side() * map.words(), map, target, to);
      }
    }
  }

  private void copy(long[] source, int from, PlaneMap map, long[] target, int rowStart) {
    int to = rowStart + call.padBefore() * pixelWords();
    int some = Math.min(map.words(), pixelWords());
    if (map.words() == pixelWords()) {
      System.arraycopy(source, from, target, to, map.side() * some);
      return;
    }
    for (int column = 0; column < map.side(); column++) {
      System.arraycopy(source, from + column * map.words(), target, to, some);
      to += pixelWords();
    }
  }

  private void gather(long[] source, int from, PlaneMap map, long[] target, int rowStart) {
    int channels = Math.min(call.inChannels(), map.channels());
    for (int column = 0; column < columns(); column++) {
      int to = (rowStart + column * columnWords()) * Long.SIZE;
      for (int k = 0; k < call.kernel(); k++) {
        int x = column + k - call.padBefore();
        if (x >= 0 && x < map.side()) {
          int bit = (from + x * map.words()) * Long.SIZE;
          BitString.add(source, bit, target, to + k * call.inChannels(), channels);
        }
      }
    }
  }

  /**
   * Lays out the weights of a neuron as the windows are.
   *
   * @param weights as the files have them
   * @param target gets them from a word on
   */
  void layOutWeights(long[] weights, long[] target, int at) {
    if (!dense) {
      System.arraycopy(weights, 0, target, at, weights.length);
      return;
    }
    for (int row = 0; row < call.kernel(); row++) {
      for (int k = 0; k < call.kernel(); k++) {
        BitString.add(
            weights,
            (row * call.kernel() + k) * pixelWords() * Long.SIZE,
            target,
            (at + row * denseWords()) * Long.SIZE + k * call.inChannels(),
            call.inChannels());
      }
    }
  }
}
