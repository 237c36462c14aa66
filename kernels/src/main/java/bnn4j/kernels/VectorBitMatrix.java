package bnn4j.kernels;

import java.util.List;

/** Bits of the neurons of a group side by side, 16 of each at a time. */
final class VectorBitMatrix implements BitMatrix {
  /** Pieces of 16 bits in a word. */
  static final int PIECES = Long.SIZE / Short.SIZE;

  private final int neurons;
  private final int planes;
  private final int pieces;

  /** {@code [plane][group][piece][lane]}. */
  private final int[] bits;

  VectorBitMatrix(int neurons, int words, List<long[]> planes) {
    this.neurons = neurons;
    this.planes = planes.size();
    this.pieces = words * PIECES;
    this.bits = new int[Math.multiplyExact(planes.size(), planeSize())];
    for (int plane = 0; plane < planes.size(); plane++) {
      layOut(planes.get(plane), plane * planeSize());
    }
  }

  private void layOut(long[] plane, int at) {
    for (int neuron = 0; neuron < neurons; neuron++) {
      int to = at + VectorLanes.index(neuron, pieces);
      for (int piece = 0; piece < pieces; piece++) {
        long word = plane[(neuron * pieces + piece) / PIECES];
        int value = (int) (word >>> (piece % PIECES * Short.SIZE)) & 0xffff;
        bits[to + piece * VectorLanes.LANES] |= value << VectorLanes.shift(neuron);
      }
    }
  }

  int neurons() {
    return neurons;
  }

  int planes() {
    return planes;
  }

  /** Of each neuron. */
  int pieces() {
    return pieces;
  }

  int[] bits() {
    return bits;
  }

  int groupSize() {
    return pieces * VectorLanes.LANES;
  }

  int planeSize() {
    return VectorLanes.groups(neurons) * groupSize();
  }

  @Override
  public BitCounter counter(Windows windows, boolean masked) {
    return new VectorBitCounter(this, windows, masked);
  }
}
