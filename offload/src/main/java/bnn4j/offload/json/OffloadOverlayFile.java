package bnn4j.offload.json;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import java.nio.file.Path;

/** Reads the limits of a bitstream (qnn-mo.md 2). */
public final class OffloadOverlayFile {
  /** Larger than any FPGA of these boards can hold. */
  private static final int MOST = 1 << 14;

  private static final int MOST_SIDE = 1 << 11;
  private static final int MOST_WEIGHT_WORDS = 1 << 22;

  private OffloadOverlayFile() {}

  /**
   * Reads an overlay JSON.
   *
   * @return named as the file without {@code -overlay.json}
   * @throws Refusal naming file, line and field, what was expected and what was found
   */
  public static OffloadOverlay read(Path file) {
    JsonObject json = JsonText.read(file).object("parameters");
    json.expect("WEIGHTS_BITS", 1);
    json.expect("MAX_SIMD", OffloadOverlay.SIMD);
    json.expect("MACC_BITS", OffloadOverlay.ACCUMULATOR_BITS);
    json.expect("DATAWIDTH", Long.SIZE);
    int bits = json.integer("ACTIVATION_BITS", 2, 3);
    json.expect("THRESHOLDS_BITS", OffloadOverlay.ACCUMULATOR_BITS << bits);
    int ports = json.integer("MEM_CHANNELS", 1, 2);
    int pes = json.integer("MAX_PE_CONV", ports, MOST);
    json.integer("MAX_PE_FC", 1, MOST);
    if (pes % ports != 0) {
      throw json.refusal(
          json.line(),
          "MAX_PE_CONV: expected a multiple of MEM_CHANNELS, which is %d, found %d"
              .formatted(ports, pes));
    }
    int inputs = json.integer("MAX_IFM_CH", OffloadOverlay.SIMD, MOST);
    if (inputs % OffloadOverlay.SIMD != 0) {
      throw json.refusal(
          json.line(),
          "MAX_IFM_CH: expected a multiple of %d, found %d".formatted(OffloadOverlay.SIMD, inputs));
    }
    int outputs = json.integer("MAX_OFM_CH", pes, MOST);
    if (outputs % pes != 0) {
      throw json.refusal(
          json.line(),
          "MAX_OFM_CH: expected a multiple of MAX_PE_CONV, which is %d, found %d"
              .formatted(pes, outputs));
    }
    int kernel = json.integer("MAX_K", 1, 31);
    long words = (long) kernel * kernel * inputs * outputs / OffloadOverlay.SIMD;
    if (words > MOST_WEIGHT_WORDS) {
      throw json.refusal(
          json.line(),
          ("MAX_K, MAX_IFM_CH, MAX_OFM_CH: expected weights of at most %d words of 64 bits,"
                  + " found %d x %d x %d x %d bits, which are %d words")
              .formatted(MOST_WEIGHT_WORDS, kernel, kernel, inputs, outputs, words));
    }
    return new OffloadOverlay(
        name(file),
        kernel,
        inputs,
        json.integer("MAX_IFM_DIM", 1, MOST_SIDE),
        outputs,
        json.integer("MAX_OFM_DIM", 1, MOST_SIDE),
        json.integer("MAX_POOL_SIZE", 1, 31),
        json.integer("MAX_POOL_STRIDE", 1, 31),
        pes,
        ports,
        bits);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "").replaceFirst("-overlay$", "");
  }
}
