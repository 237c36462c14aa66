package bnn4j.finnthesizer.ladder;

import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several thresholds per class, one per output of an overlay that answers with bits: output {@code
 * level * classes + class} asks whether the class's accumulator is above the threshold of that
 * level. The highest bit that is set, which is what a host looks for, then belongs to a class that
 * has climbed highest.
 *
 * @param classes number of classes
 * @param thresholds {@code [levels][classes]} in one array, in the unit of the last layer's
 *     accumulator, never falling from level to level of a class
 */
public record Ladder(int classes, int[] thresholds) {
  /**
   * Copies the array.
   *
   * @throws IllegalArgumentException if it is not whole levels, or a class's thresholds fall
   */
  public Ladder {
    thresholds = thresholds.clone();
    if (classes < 1 || thresholds.length == 0 || thresholds.length % classes != 0) {
      throw new IllegalArgumentException(
          "%d thresholds of %d classes".formatted(thresholds.length, classes));
    }
    for (int output = classes; output < thresholds.length; output++) {
      if (thresholds[output] < thresholds[output - classes]) {
        throw new IllegalArgumentException("thresholds fall at output " + output);
      }
    }
  }

  /**
   * How many levels an overlay has outputs for.
   *
   * @throws Refusal if it gives scores, or has outputs for one level only
   */
  public static int levels(Overlay overlay, int classes) {
    if (!overlay.bitOutput()) {
      throw new Refusal(
          "output ladder requires an overlay with one bit per output; %s outputs scores, use bits"
              .formatted(overlay.name()));
    }
    int levels = overlay.maxClasses() / classes;
    if (levels < 2) {
      throw new Refusal(
          ("output ladder: the %d outputs of %s do not suffice for a second level of %d"
                  + " classes; use bits")
              .formatted(overlay.maxClasses(), overlay.name(), classes));
    }
    return levels;
  }

  /** Number of levels. */
  public int levels() {
    return thresholds.length / classes;
  }

  /** A copy, {@code [levels][classes]}. */
  @Override
  public int[] thresholds() {
    return thresholds.clone();
  }

  /** The threshold of an output. */
  public int threshold(int output) {
    return thresholds[output];
  }

  /**
   * The set with this ladder in place of its one bit per class: same weights for each level. The
   * overlay and its host need not know.
   *
   * @param bits a set with as many classes as the ladder, one output each
   */
  public ParameterSet on(ParameterSet bits) {
    if (bits.outputs() != classes) {
      throw new IllegalArgumentException(
          "a ladder of %d classes on a set of %d outputs".formatted(classes, bits.outputs()));
    }
    List<LayerMemory> layers = new ArrayList<>(bits.layers());
    MatrixLayer last = bits.overlay().layers().get(layers.size() - 1);
    layers.set(last.index(), repeated(layers.get(last.index()), last));
    return new ParameterSet(
        bits.overlay(), layers, bits.classNames(), OutputCode.thresholds(levels()));
  }

  private LayerMemory repeated(LayerMemory bits, MatrixLayer layer) {
    int pes = layer.folding().pe();
    int words = layer.columns() / layer.folding().simd();
    long[][] weights = Arrays.stream(bits.weights()).map(long[]::clone).toArray(long[][]::new);
    long[][] rungs = Arrays.stream(bits.thresholds()).map(long[]::clone).toArray(long[][]::new);
    for (int output = 0; output < thresholds.length; output++) {
      int from = output % classes;
      long[] source = bits.weights()[from % pes];
      System.arraycopy(
          source, from / pes * words, weights[output % pes], output / pes * words, words);
      rungs[output % pes][output / pes] = thresholds[output];
    }
    return new LayerMemory(weights, rungs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ladder ladder
        && classes == ladder.classes
        && Arrays.equals(thresholds, ladder.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * classes + Arrays.hashCode(thresholds);
  }
}
