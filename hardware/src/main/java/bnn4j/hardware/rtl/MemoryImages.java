package bnn4j.hardware.rtl;

import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parameter set as files for {@code $readmemh}, a memory each, named as {@code bnn_mvtu} does.
 */
public final class MemoryImages {
  private MemoryImages() {}

  /** Texts by file name. */
  public static Map<String, String> of(Pipeline pipeline, ParameterSet parameters) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      LayerMemory memory = parameters.layers().get(stage.index());
      for (int pe = 0; pe < stage.pe(); pe++) {
        String prefix = "layer%02d-pe%04d-".formatted(stage.index(), pe);
        files.put(prefix + "weights.mem", weights(stage, memory.weights()[pe]));
        for (int which = 0; which < stage.thresholds(); which++) {
          files.put(
              prefix + "threshold%02d.mem".formatted(which),
              thresholds(stage, memory.thresholds()[pe], which));
        }
      }
    }
    return files;
  }

  private static String weights(Stage stage, long[] words) {
    int digits = (stage.simd() * stage.weightBits() + 3) / 4;
    StringBuilder text = new StringBuilder(words.length * (digits + 1));
    for (long word : words) {
      append(text, planes(word, stage), digits);
    }
    return text.toString();
  }

  /** The memory has weights plane by plane, see bnn_mvtu. */
  private static long planes(long word, Stage stage) {
    if (stage.weightBits() == 1) {
      return word;
    }
    long planes = 0;
    for (int i = 0; i < stage.simd(); i++) {
      for (int plane = 0; plane < stage.weightBits(); plane++) {
        long bit = word >>> (i * stage.weightBits() + plane) & 1;
        planes |= bit << (plane * stage.simd() + i);
      }
    }
    return planes;
  }

  private static String thresholds(Stage stage, long[] words, int which) {
    int digits = (stage.thresholdBits() + 3) / 4;
    StringBuilder text = new StringBuilder();
    for (int at = which; at < words.length; at += stage.thresholds()) {
      append(text, words[at] & (-1L >>> (Long.SIZE - stage.thresholdBits())), digits);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long value, int digits) {
    for (int digit = digits - 1; digit >= 0; digit--) {
      text.append(Character.forDigit((int) (value >>> (4 * digit) & 15), 16));
    }
    text.append('\n');
  }
}
