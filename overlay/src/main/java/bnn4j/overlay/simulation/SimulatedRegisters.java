package bnn4j.overlay.simulation;

import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Register;
import bnn4j.overlay.driver.Registers;

/** The registers of the accelerator, and what happens when they are written and read. */
final class SimulatedRegisters implements Registers {
  private static final int SIZE = 1 << Register.ADDRESS_BITS;

  /** Bits of the interrupt registers: done and ready. */
  private static final int SOURCES = 3;

  private final Register[] byOffset = new Register[SIZE / Integer.BYTES];
  private final int[] values = new int[SIZE / Integer.BYTES];
  private final Core core;
  private final Faults faults;
  private long starts;
  private int busyReadsLeft;
  private boolean running;
  private boolean autoRestart;
  private boolean done;

  SimulatedRegisters(Core core, Faults faults) {
    this.core = core;
    this.faults = faults;
    for (Register register : Register.values()) {
      byOffset[register.offset() / Integer.BYTES] = register;
    }
  }

  @Override
  public int read(int offset) {
    int index = index(offset);
    Register register = byOffset[index];
    if (register == null) {
      return 0;
    }
    int value = register == Register.CONTROL ? readControl() : values[index];
    return faults.stuck().getOrDefault(register, value);
  }

  @Override
  public void write(int offset, int value) {
    int index = index(offset);
    Register register = byOffset[index];
    if (register == null) {
      return;
    }
    switch (register) {
      case CONTROL -> writeControl(value);
      case INTERRUPT_ENABLE -> values[index] = value & 1;
      case INTERRUPT_SOURCES -> values[index] = value & SOURCES;
      case INTERRUPT_STATUS -> values[index] ^= value & SOURCES;
      default -> values[index] = value & register.argumentBits();
    }
  }

  private static int index(int offset) {
    if (offset % Integer.BYTES != 0) {
      throw new IllegalArgumentException("offset 0x%x is not a multiple of 4".formatted(offset));
    }
    return (offset & (SIZE - 1)) / Integer.BYTES;
  }

  private int readControl() {
    if (running && busyReadsLeft-- <= 0) {
      finish();
    }
    int control = autoRestart ? Control.AUTO_RESTART : 0;
    control |= running ? Control.START : Control.IDLE;
    if (done) {
      control |= Control.DONE | Control.READY;
      done = false;
    }
    return control;
  }

  private void writeControl(int value) {
    autoRestart = (value & Control.AUTO_RESTART) != 0;
    if ((value & Control.START) != 0 && !running) {
      start();
    }
  }

  private void start() {
    running = true;
    boolean hangs = starts++ >= faults.startsBeforeHang();
    busyReadsLeft = hangs ? Integer.MAX_VALUE : faults.busyReads();
    if (hangs) {
      return;
    }
    if (value(Register.DO_INIT) != 0) {
      core.store(
          value(Register.TARGET_LAYER),
          value(Register.TARGET_MEM),
          value(Register.TARGET_IND),
          value(Register.TARGET_THRESH),
          value(Register.VAL_LOW, Register.VAL_HIGH));
    } else {
      core.run(
          value(Register.INPUT_LOW, Register.INPUT_HIGH),
          value(Register.OUTPUT_LOW, Register.OUTPUT_HIGH),
          value(Register.NUM_REPS));
    }
  }

  private void finish() {
    running = false;
    done = true;
    values[Register.INTERRUPT_STATUS.offset() / Integer.BYTES] |= value(Register.INTERRUPT_SOURCES);
    if (autoRestart) {
      start();
    }
  }

  private int value(Register register) {
    return values[register.offset() / Integer.BYTES];
  }

  private long value(Register low, Register high) {
    return Integer.toUnsignedLong(value(low)) | (long) value(high) << Integer.SIZE;
  }
}
