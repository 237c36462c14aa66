package bnn4j.overlay.params;

import bnn4j.foundation.LittleEndian;
import bnn4j.overlay.MatrixLayer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One memory of one PE as a file of a parameter folder: a bare array of 64-bit little-endian words
 * (formats.md 1.1).
 *
 * @param layer which matrix layer it is for
 * @param pe which of the layer's PEs
 * @param weights whether it holds weights, not thresholds
 */
record ParameterFile(MatrixLayer layer, int pe, boolean weights) {
  /** Name of the file of class names. */
  static final String CLASSES = "classes.txt";

  private static final Pattern NAME = Pattern.compile("\\d+-\\d+-(weights|thres)\\.bin");

  /** Whether a file of that name is, for some overlay, a memory of a parameter folder. */
  static boolean isMemory(String name) {
    return NAME.matcher(name).matches();
  }

  /** Weight files and then threshold files of a layer, PE by PE. */
  static List<ParameterFile> of(MatrixLayer layer) {
    List<ParameterFile> files = new ArrayList<>();
    for (int pe = 0; pe < layer.folding().pe(); pe++) {
      files.add(new ParameterFile(layer, pe, true));
    }
    for (int pe = 0; layer.hasThresholds() && pe < layer.folding().pe(); pe++) {
      files.add(new ParameterFile(layer, pe, false));
    }
    return files;
  }

  String name() {
    return "%d-%d-%s.bin".formatted(layer.index(), pe, weights ? "weights" : "thres");
  }

  /** Words that each neuron of the PE takes. */
  int wordsPerNeuron() {
    return weights ? layer.wmem() / layer.tmem() : layer.thresholdsPerNeuron();
  }

  /** Words that the overlay's memory has. */
  int words() {
    return layer.tmem() * wordsPerNeuron();
  }

  static byte[] encode(long[] words) {
    return LittleEndian.bytes(words);
  }

  /** The memory that a file makes: words that the file lacks are zero. */
  long[] decode(byte[] bytes) {
    long[] memory = new long[words()];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(memory, 0, bytes.length / Long.BYTES);
    return memory;
  }
}
