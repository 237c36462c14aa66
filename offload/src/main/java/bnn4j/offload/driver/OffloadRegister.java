package bnn4j.offload.driver;

import java.util.Locale;

/**
 * The registers of the accelerator (qnn-mo.md 7), 32 bits each. Addresses take two, the low half
 * first. Control is that of {@link bnn4j.overlay.driver.Control}.
 */
public enum OffloadRegister {
  /** Start and state. */
  CONTROL(0x00),
  /** Address of the activations that come in, or of the first port's weights. */
  IN_1(0x10),
  /** Its upper half. */
  IN_1_HIGH(0x14),
  /** Address of the second port's weights. */
  IN_2(0x1c),
  /** Its upper half. */
  IN_2_HIGH(0x20),
  /** Address of the activations that go out. */
  OUT(0x28),
  /** Its upper half. */
  OUT_HIGH(0x2c),
  /** 1 to load weights, 0 to compute. */
  DO_INIT(0x34),
  /** 1 for a convolution, 2 for one with a pool. */
  LAYER_TYPE(0x3c),
  /** Side of the kernel. */
  KERNEL_DIM(0x44),
  /** Logarithm of the stride to base 2. */
  STRIDE(0x4c),
  /** Input channels. */
  IFM_CH(0x54),
  /** Output channels. */
  OFM_CH(0x5c),
  /** Rows of the input. */
  IFM_DIM(0x64),
  /** Rows of the input with the zeros around it. */
  PADDED_DIM(0x6c),
  /** Rows of the convolution's output. */
  OFM_DIM(0x74),
  /** Rows of that with the zeros around it. */
  POOL_IN_DIM(0x7c),
  /** Rows of the pool's output. */
  POOL_OUT_DIM(0x84),
  /** Logarithm of the pool's stride to base 2. */
  POOL_STRIDE(0x8c);

  /** Of {@link #LAYER_TYPE}. */
  public static final int CONVOLUTION = 1;

  /** Of {@link #LAYER_TYPE}. */
  public static final int CONVOLUTION_WITH_POOL = 2;

  private final int offset;

  OffloadRegister(int offset) {
    this.offset = offset;
  }

  /** In bytes from the accelerator's base. */
  public int offset() {
    return offset;
  }

  /** {@code ifm_ch (0x54)}. */
  @Override
  public String toString() {
    return "%s (0x%02x)".formatted(name().toLowerCase(Locale.ROOT), offset);
  }
}
