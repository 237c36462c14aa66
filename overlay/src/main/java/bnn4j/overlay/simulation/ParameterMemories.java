package bnn4j.overlay.simulation;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.simulation.Faults.Flip;
import java.util.ArrayList;
import java.util.List;

/** The memories of all layers, as wide as the hardware's, and all 0 at first. */
final class ParameterMemories {
  private final Overlay overlay;
  private final Incidents incidents;
  private final List<Flip> flips;
  private final List<MatrixLayer> layers;
  private final List<LayerMemory> memories = new ArrayList<>();

  ParameterMemories(Overlay overlay, Incidents incidents, List<Flip> flips) {
    this.overlay = overlay;
    this.incidents = incidents;
    this.flips = flips;
    this.layers = overlay.layers();
    for (MatrixLayer layer : layers) {
      int pes = layer.folding().pe();
      memories.add(
          new LayerMemory(
              new long[pes][layer.wmem()],
              new long[pes][layer.tmem() * layer.thresholdsPerNeuron()]));
    }
  }

  /**
   * Stores one parameter, narrowed to what the memory holds of it. One that no memory is for is
   * lost.
   *
   * @param target twice the layer for its weights, one more for its thresholds
   * @param pe processing element
   * @param index entry of its memory
   * @param threshold which of a neuron's thresholds; irrelevant for weights
   */
  void store(int target, int pe, int index, int threshold, long value) {
    int number = target >>> 1;
    if (number >= layers.size() || pe < 0 || pe >= layers.get(number).folding().pe()) {
      incidents.add(
          "no memory of layer %d, PE %d (target %d) exists".formatted(number, pe, target));
      return;
    }
    MatrixLayer layer = layers.get(number);
    LayerMemory memory = memories.get(number);
    boolean weights = target % 2 == 0;
    if (weights) {
      int bits = layer.folding().simd() * layer.weightBits();
      long kept = value & (-1L >>> (Long.SIZE - bits));
      put(memory.weights()[pe], index, flipped(kept, target, pe, index, 0), layer, pe);
    } else if (layer.hasThresholds()) {
      int dropped = Long.SIZE - layer.thresholdBits();
      long kept = flipped(value, target, pe, index, threshold) << dropped >> dropped;
      int perNeuron = layer.thresholdsPerNeuron();
      boolean there = threshold >= 0 && threshold < perNeuron && index >= 0 && index < layer.tmem();
      put(memory.thresholds()[pe], there ? index * perNeuron + threshold : -1, kept, layer, pe);
    }
  }

  private void put(long[] memory, int index, long value, MatrixLayer layer, int pe) {
    if (index < 0 || index >= memory.length) {
      incidents.add(
          "no such entry of layer %d, PE %d, which has %d words"
              .formatted(layer.index(), pe, memory.length));
      return;
    }
    memory[index] = value;
  }

  private long flipped(long value, int target, int pe, int index, int threshold) {
    long result = value;
    for (Flip flip : flips) {
      if (flip.equals(new Flip(target, pe, index, threshold, flip.bit()))) {
        result ^= 1L << flip.bit();
      }
    }
    return result;
  }

  /** What is stored now; the same arrays, so to be used before the next is stored. */
  ParameterSet content() {
    return new ParameterSet(overlay, memories, List.of("simulated"));
  }
}
