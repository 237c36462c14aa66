package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.List;

/**
 * All that an overlay must be loaded with to become one trained network.
 *
 * @param overlay what it is for
 * @param layers the memories of each matrix layer, with the lengths that the overlay asks for
 * @param classNames one per output that stands for a class, as in {@code classes.txt}; at least 1
 *     and at most the overlay's outputs. Names that repeat as a whole are the levels of a ladder:
 *     output {@code level * classes + class}
 */
public record ParameterSet(Overlay overlay, List<LayerMemory> layers, List<String> classNames) {
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
    if (classNames.isEmpty() || classNames.size() > overlay.maxClasses()) {
      throw new Refusal(
          "%d class names; %s tells 1 to %d classes apart"
              .formatted(classNames.size(), overlay.name(), overlay.maxClasses()));
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
    return classNames.size();
  }

  /** Number of classes; outputs of the same class have the same name. */
  public int classes() {
    int classes = 1;
    while (outputs() % classes != 0 || !repeatsAfter(classes)) {
      classes++;
    }
    return classes;
  }

  private boolean repeatsAfter(int classes) {
    for (int output = classes; output < outputs(); output++) {
      if (!classNames.get(output).equals(classNames.get(output - classes))) {
        return false;
      }
    }
    return true;
  }

  /** How many outputs stand for each class: 1, or the levels of a ladder. */
  public int levels() {
    return outputs() / classes();
  }

  /** Each class's name once. */
  public List<String> distinctClassNames() {
    return classNames.subList(0, classes());
  }
}
