package bnn4j.overlay.driver;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.driver.DriverSettings.ReadBack;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.function.Supplier;

/**
 * Stores a parameter set word by word, in the order of the original host (formats.md 6): layer by
 * layer, PE by PE, all weights of a PE and then all its thresholds.
 */
final class ParameterLoad {
  private final Arguments arguments;
  private final Handshake handshake;
  private final ReadBack readBack;
  private final Supplier<String> here = this::here;

  // Where it is.
  private int target;
  private int pe;
  private int index;
  private int threshold;

  ParameterLoad(Arguments arguments, Handshake handshake, ReadBack readBack) {
    this.arguments = arguments;
    this.handshake = handshake;
    this.readBack = readBack;
  }

  /**
   * Stores all of it.
   *
   * @throws AcceleratorException if a register does not keep a parameter, or storing does not end
   */
  void store(ParameterSet parameters) {
    for (MatrixLayer layer : parameters.overlay().layers()) {
      LayerMemory memory = parameters.layers().get(layer.index());
      for (pe = 0; pe < layer.folding().pe(); pe++) {
        target = 2 * layer.index();
        store(memory.weights()[pe], 1);
        target++;
        store(memory.thresholds()[pe], Math.max(1, layer.thresholdsPerNeuron()));
      }
    }
  }

  /** One memory, with so many adjacent words for each of its entries. */
  private void store(long[] words, int perEntry) {
    for (int at = 0; at < words.length; at++) {
      index = at / perEntry;
      threshold = at % perEntry;
      store(words[at], readBack == ReadBack.EVERY_WORD || at == 0);
    }
  }

  private void store(long value, boolean checked) {
    arguments.write(Register.DO_INIT, 1);
    arguments.write(Register.TARGET_LAYER, target);
    arguments.write(Register.TARGET_MEM, pe);
    arguments.write(Register.TARGET_IND, index);
    arguments.write(Register.TARGET_THRESH, threshold);
    arguments.write(Register.VAL_LOW, Register.VAL_HIGH, value);
    if (checked) {
      arguments.expect(Register.DO_INIT, 1, here);
      arguments.expect(Register.TARGET_LAYER, target, here);
      arguments.expect(Register.TARGET_MEM, pe, here);
      arguments.expect(Register.TARGET_IND, index, here);
      arguments.expect(Register.TARGET_THRESH, threshold, here);
      arguments.expect(Register.VAL_LOW, Register.VAL_HIGH, value, here);
    }
    handshake.run(here);
    arguments.write(Register.DO_INIT, 0);
  }

  private String here() {
    boolean weight = target % 2 == 0;
    return "storing layer %d, PE %d, %s %d%s"
        .formatted(
            target / 2,
            pe,
            weight ? "weight word" : "thresholds of entry",
            index,
            weight ? "" : ", number " + threshold);
  }
}
