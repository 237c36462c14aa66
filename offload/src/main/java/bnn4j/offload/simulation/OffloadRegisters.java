package bnn4j.offload.simulation;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.OffloadRegister;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.FabricCall.PoolCall;
import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Registers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The registers, and what happens when they are written and read. */
final class OffloadRegisters implements Registers {
  private final OffloadOverlay overlay;
  private final OffloadCore core;
  private final Map<OffloadRegister, Integer> values = new EnumMap<>(OffloadRegister.class);
  private boolean done;

  OffloadRegisters(OffloadOverlay overlay, OffloadCore core) {
    this.overlay = overlay;
    this.core = core;
  }

  @Override
  public int read(int offset) {
    OffloadRegister register = register(offset);
    if (register == OffloadRegister.CONTROL) {
      int control = Control.IDLE | (done ? Control.DONE | Control.READY : 0);
      done = false;
      return control;
    }
    return register == null ? 0 : value(register);
  }

  @Override
  public void write(int offset, int value) {
    OffloadRegister register = register(offset);
    if (register == OffloadRegister.CONTROL) {
      if ((value & Control.START) != 0) {
        start();
        done = true;
      }
    } else if (register != null) {
      values.put(register, value);
    }
  }

  private static OffloadRegister register(int offset) {
    if (offset % Integer.BYTES != 0) {
      throw new IllegalArgumentException("offset 0x%x is not a multiple of 4".formatted(offset));
    }
    for (OffloadRegister register : OffloadRegister.values()) {
      if (register.offset() == offset) {
        return register;
      }
    }
    return null;
  }

  private void start() {
    long in = value(OffloadRegister.IN_1, OffloadRegister.IN_1_HIGH);
    if (value(OffloadRegister.DO_INIT) != 0) {
      long second = value(OffloadRegister.IN_2, OffloadRegister.IN_2_HIGH);
      core.load(new long[] {in, second}, value(OffloadRegister.KERNEL_DIM));
    } else {
      core.compute(call(), in, value(OffloadRegister.OUT, OffloadRegister.OUT_HIGH));
    }
  }

  private FabricCall call() {
    boolean pooled = value(OffloadRegister.LAYER_TYPE) == OffloadRegister.CONVOLUTION_WITH_POOL;
    PoolCall pool =
        new PoolCall(
            overlay.poolSize(),
            1 << value(OffloadRegister.POOL_STRIDE),
            value(OffloadRegister.POOL_IN_DIM),
            value(OffloadRegister.POOL_OUT_DIM));
    return new FabricCall(
        value(OffloadRegister.IFM_CH),
        value(OffloadRegister.OFM_CH),
        value(OffloadRegister.KERNEL_DIM),
        1 << value(OffloadRegister.STRIDE),
        value(OffloadRegister.IFM_DIM),
        value(OffloadRegister.PADDED_DIM),
        value(OffloadRegister.OFM_DIM),
        pooled ? Optional.of(pool) : Optional.empty());
  }

  private int value(OffloadRegister register) {
    return values.getOrDefault(register, 0);
  }

  private long value(OffloadRegister low, OffloadRegister high) {
    return Integer.toUnsignedLong(value(low)) | ((long) value(high) << Integer.SIZE);
  }
}
