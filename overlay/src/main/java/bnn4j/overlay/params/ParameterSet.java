package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.Collections;
import java.util.List;

/**
 * All that an overlay must be loaded with to become one trained network.
 *
 * @param overlay what it is for
 * @param layers the memories of each matrix layer, with the lengths that the overlay asks for
 * @param classNames one per class, at least 1; with their levels at most the overlay's outputs
 * @param output how classes are coded in the outputs: what the overlay gives, or a ladder of its
 *     bits
 */
public record ParameterSet(
    Overlay overlay, List<LayerMemory> layers, List<String> classNames, OutputCode output) {
  /** A set with one output per class. */
  public ParameterSet(Overlay overlay, List<LayerMemory> layers, List<String> classNames) {
    this(overlay, layers, classNames, overlay.network().output());
  }

  /**
   * Checks counts and lengths.
   *
   * @throws Refusal naming the layer and PE that do not fit the overlay
   */
  public ParameterSet {
    layers = List.copyOf(layers);
    classNames = List.copyOf(classNames);
    List<MatrixLayer> expected = overlay.layers();
    if (layers.size() != expected.size()) {
      throw new Refusal(
          "%s has %d layers, the parameter set %d"
              .formatted(overlay.name(), expected.size(), layers.size()));
    }
    for (MatrixLayer layer : expected) {
      LayerMemory memory = layers.get(layer.index());
      check(layer, "weight", memory.weights(), layer.wmem());
      check(layer, "threshold", memory.thresholds(), layer.tmem() * layer.thresholdsPerNeuron());
    }
    if (output.kind() != overlay.network().output().kind()) {
      throw new Refusal(
          "the parameter set uses output code %s, but %s outputs %s"
              .formatted(output, overlay.name(), overlay.network().output()));
    }
    int outputs = classNames.size() * output.levels();
    if (outputs < 1 || outputs > overlay.maxClasses()) {
      throw new Refusal(
          "%d class names%s; %s supports 1 to %d classes"
              .formatted(
                  classNames.size(),
                  output.isLadder() ? " of %d levels each".formatted(output.levels()) : "",
                  overlay.name(),
                  overlay.maxClasses()));
    }
  }

  private static void check(MatrixLayer layer, String what, long[][] memories, int words) {
    if (memories.length != layer.folding().pe()) {
      throw new Refusal(
          "layer %d: %s memories of %d PEs, expected %d"
              .formatted(layer.index(), what, memories.length, layer.folding().pe()));
    }
    for (int pe = 0; pe < memories.length; pe++) {
      if (memories[pe].length != words) {
        throw new Refusal(
            "layer %d, PE %d: %d %s words, expected %d"
                .formatted(layer.index(), pe, memories[pe].length, what, words));
      }
    }
  }

  /**
   * The thresholds of a neuron as the accelerator keeps them: the low bits of the file's words.
   *
   * @return as many as the layer has per neuron, none for scores
   */
  public int[] thresholds(int layer, int neuron) {
    MatrixLayer matrix = overlay.layers().get(layer);
    int pe = matrix.folding().pe();
    int count = matrix.thresholdsPerNeuron();
    int dropped = Long.SIZE - matrix.thresholdBits();
    int[] kept = new int[count];
    for (int k = 0; k < count; k++) {
      long word = layers.get(layer).thresholds()[neuron % pe][neuron / pe * count + k];
      kept[k] = (int) (word << dropped >> dropped);
    }
    return kept;
  }

  /** Number of outputs that stand for a class: what a host's decode has to be told. */
  public int outputs() {
    return output.outputs(classes());
  }

  /** Number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** How many outputs stand for each class: 1, or the levels of a ladder. */
  public int levels() {
    return output.levels();
  }

  /**
   * The name of each output's class, as in {@code classes.txt}: a ladder, of which hosts need not
   * know, repeats all names for each level.
   */
  public List<String> outputNames() {
    return Collections.nCopies(levels(), classNames).stream().flatMap(List::stream).toList();
  }
}
