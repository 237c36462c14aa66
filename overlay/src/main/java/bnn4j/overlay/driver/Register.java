package bnn4j.overlay.driver;

import java.util.Locale;

/**
 * The registers of the accelerator (formats.md 6), 32 bits each. Addresses and values of 64 bits
 * take two, the low half first.
 *
 * <p>The original host adds 0x80 to every offset. That reaches the same registers, as the
 * accelerator decodes {@link #ADDRESS_BITS} address bits only; this driver leaves it out.
 */
public enum Register {
  /** Start and state; its bits are in {@link Control}. */
  CONTROL(0x00, 0),
  /** Bit 0: whether interrupts leave the accelerator at all. */
  INTERRUPT_ENABLE(0x04, 0),
  /** Bits 0 and 1: whether done, and ready, interrupt. */
  INTERRUPT_SOURCES(0x08, 0),
  /** Bits 0 and 1: that done, or ready, has interrupted; writing a 1 toggles. */
  INTERRUPT_STATUS(0x0c, 0),
  /** Physical address of the input buffer. */
  INPUT_LOW(0x10, -1),
  /** Its upper half. */
  INPUT_HIGH(0x14, -1),
  /** Physical address of the output buffer. */
  OUTPUT_LOW(0x1c, -1),
  /** Its upper half. */
  OUTPUT_HIGH(0x20, -1),
  /** Bit 0: the next start stores a parameter instead of running images. */
  DO_INIT(0x28, 1),
  /** Twice the layer for its weights, one more for its thresholds. */
  TARGET_LAYER(0x30, -1),
  /** Processing element. */
  TARGET_MEM(0x38, -1),
  /** Entry of its memory. */
  TARGET_IND(0x40, -1),
  /** Which of a neuron's thresholds; 0 for weights. */
  TARGET_THRESH(0x48, -1),
  /** The parameter. */
  VAL_LOW(0x50, -1),
  /** Its upper half. */
  VAL_HIGH(0x54, -1),
  /** Images to run. */
  NUM_REPS(0x5c, -1);

  /** Bits of an offset that the accelerator looks at. */
  public static final int ADDRESS_BITS = 7;

  private final int offset;
  private final int argumentBits;

  Register(int offset, int argumentBits) {
    this.offset = offset;
    this.argumentBits = argumentBits;
  }

  /** In bytes from the accelerator's base. */
  public int offset() {
    return offset;
  }

  /**
   * The bits that keep what is written until it is written again: all of an address, of a target, a
   * value or a count, one of {@link #DO_INIT}, none of registers that do something of their own.
   */
  public int argumentBits() {
    return argumentBits;
  }

  /** Whether it holds an argument of the accelerator's function. */
  public boolean isArgument() {
    return argumentBits != 0;
  }

  /** {@code target_layer (0x30)}. */
  @Override
  public String toString() {
    return "%s (0x%02x)".formatted(name().toLowerCase(Locale.ROOT), offset);
  }
}
