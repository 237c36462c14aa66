package bnn4j.hardware.synthesis;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.estimate.Resources;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the vendor's primitives take (UG953 for series 7, UG974 for UltraScale+). A memory of
 * look-up tables takes as many as it has ports times depth over 64; an inverter is counted as a
 * look-up table although one that drives nothing else vanishes in the next.
 */
final class Primitives {
  private static final Pattern LUT = Pattern.compile("LUT[1-6]|INV");
  private static final Pattern FLIP_FLOP = Pattern.compile("FD[CPRS]E(_1)?|LD[CP]E");
  private static final Pattern FREE =
      Pattern.compile("CARRY[48]|MUXF[789]|BUFG|[IO]BUF|VCC|GND|\\$scopeinfo");
  private static final Pattern BLOCK_18 = Pattern.compile("RAMB18(E[12]|SDP)?");
  private static final Pattern BLOCK_36 = Pattern.compile("RAMB36(E[12]|SDP)?");
  private static final Pattern DSP = Pattern.compile("DSP48(E[12]|A1?)?");

  private static final Map<String, Integer> LUT_MEMORIES =
      Map.ofEntries(
          Map.entry("RAM16X1S", 1),
          Map.entry("RAM16X1D", 2),
          Map.entry("RAM32X1S", 1),
          Map.entry("RAM32X1D", 2),
          Map.entry("RAM32M", 4),
          Map.entry("RAM32M16", 8),
          Map.entry("RAM32X16DR8", 8),
          Map.entry("RAM64X1S", 1),
          Map.entry("RAM64X1D", 2),
          Map.entry("RAM64M", 4),
          Map.entry("RAM64M8", 8),
          Map.entry("RAM64X8SW", 8),
          Map.entry("RAM128X1S", 2),
          Map.entry("RAM128X1D", 4),
          Map.entry("RAM256X1S", 4),
          Map.entry("RAM256X1D", 8),
          Map.entry("RAM512X1S", 8),
          Map.entry("SRL16", 1),
          Map.entry("SRL16E", 1),
          Map.entry("SRLC16E", 1),
          Map.entry("SRLC32E", 1));

  private Primitives() {}

  /**
   * What one takes.
   *
   * @throws Refusal if it is none that is known, so that nothing is left out of a sum unseen
   */
  static Resources of(String cell) {
    if (LUT.matcher(cell).matches()) {
      return new Resources(1, 0, 0, 0);
    }
    if (FLIP_FLOP.matcher(cell).matches()) {
      return new Resources(0, 1, 0, 0);
    }
    if (LUT_MEMORIES.containsKey(cell)) {
      return new Resources(LUT_MEMORIES.get(cell), 0, 0, 0);
    }
    if (BLOCK_18.matcher(cell).matches()) {
      return new Resources(0, 0, 1, 0);
    }
    if (BLOCK_36.matcher(cell).matches()) {
      return new Resources(0, 0, 2, 0);
    }
    if (DSP.matcher(cell).matches()) {
      return new Resources(0, 0, 0, 1);
    }
    if (FREE.matcher(cell).matches()) {
      return Resources.NONE;
    }
    throw new Refusal(
        "Yosys mapped to '%s', whose cost is unknown; use Yosys 0.23".formatted(cell));
  }
}
