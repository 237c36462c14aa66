package bnn4j.offload.driver;

import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.FabricCall.PoolCall;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Handshake;
import bnn4j.overlay.driver.Registers;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Loads weights and runs calls, with all that they need in registers. */
final class CallDriver {
  private final Registers registers;
  private final Handshake handshake;

  CallDriver(Registers registers, Handshake handshake) {
    this.registers = registers;
    this.handshake = handshake;
  }

  /**
   * Loads weights.
   *
   * @param ports addresses of their images
   */
  void load(long[] ports, int kernel, Supplier<String> work) {
    handshake.expectRest();
    write(OffloadRegister.IN_1, OffloadRegister.IN_1_HIGH, ports[0]);
    write(OffloadRegister.IN_2, OffloadRegister.IN_2_HIGH, ports[ports.length - 1]);
    write(OffloadRegister.DO_INIT, 1);
    write(OffloadRegister.LAYER_TYPE, OffloadRegister.CONVOLUTION);
    write(OffloadRegister.KERNEL_DIM, kernel);
    expect(OffloadRegister.DO_INIT, 1, work);
    expect(OffloadRegister.KERNEL_DIM, kernel, work);
    handshake.run(work);
  }

  /** Computes a call from one buffer to another. */
  void compute(FabricCall call, long in, long out, Supplier<String> work) {
    PoolCall pool = call.pool().orElse(new PoolCall(1, 1, call.outSide(), call.outSide()));
    Map<OffloadRegister, Integer> arguments = new EnumMap<>(OffloadRegister.class);
    arguments.put(
        OffloadRegister.LAYER_TYPE,
        call.pool().isPresent()
            ? OffloadRegister.CONVOLUTION_WITH_POOL
            : OffloadRegister.CONVOLUTION);
    arguments.put(OffloadRegister.KERNEL_DIM, call.kernel());
    arguments.put(OffloadRegister.STRIDE, log2(call.stride()));
    arguments.put(OffloadRegister.IFM_CH, call.inChannels());
    arguments.put(OffloadRegister.OFM_CH, call.outChannels());
    arguments.put(OffloadRegister.IFM_DIM, call.inSide());
    arguments.put(OffloadRegister.PADDED_DIM, call.paddedSide());
    arguments.put(OffloadRegister.OFM_DIM, call.outSide());
    arguments.put(OffloadRegister.POOL_IN_DIM, pool.inSide());
    arguments.put(OffloadRegister.POOL_OUT_DIM, pool.outSide());
    arguments.put(OffloadRegister.POOL_STRIDE, log2(pool.stride()));
    arguments.put(OffloadRegister.DO_INIT, 0);
    handshake.expectRest();
    write(OffloadRegister.IN_1, OffloadRegister.IN_1_HIGH, in);
    write(OffloadRegister.OUT, OffloadRegister.OUT_HIGH, out);
    arguments.forEach(this::write);
    arguments.forEach((register, value) -> expect(register, value, work));
    handshake.run(work);
  }

  private static int log2(int powerOfTwo) {
    return Integer.numberOfTrailingZeros(powerOfTwo);
  }

  private void write(OffloadRegister low, OffloadRegister high, long value) {
    write(low, (int) value);
    write(high, (int) (value >>> Integer.SIZE));
  }

  private void write(OffloadRegister register, int value) {
    registers.write(register.offset(), value);
  }

  /** Arguments read as they were written, or it is another accelerator. */
  private void expect(OffloadRegister register, int value, Supplier<String> work) {
    int found = registers.read(register.offset());
    if (found != value) {
      throw new AcceleratorException(
          ("register %s reads 0x%08x after 0x%08x was written, before %s; load the bitstream of a"
                  + " multi-layer offload overlay")
              .formatted(register, found, value, work.get()));
    }
  }
}
