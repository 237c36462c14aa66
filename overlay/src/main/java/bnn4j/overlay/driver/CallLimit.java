package bnn4j.overlay.driver;

import bnn4j.overlay.Overlay;

/** How much one call of the original host takes: what its two buffers hold (formats.md 5.5). */
public final class CallLimit {
  /** 64-bit words of the input buffer. */
  public static final int INPUT_WORDS = 3_840_000;

  /** 64-bit words of the output buffer. */
  public static final int OUTPUT_WORDS = 160_000;

  private CallLimit() {}

  /** Most images of one call: 160 000 of LFC, 10 000 of CNV. */
  public static int images(Overlay overlay) {
    int most = Math.min(INPUT_WORDS / overlay.inputWords(), OUTPUT_WORDS / overlay.outputWords());
    return Math.max(1, most);
  }
}
