package bnn4j.overlay.driver;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Starts an accelerator and waits until it is done, but not forever as the originals do. Both kinds
 * have the same control register.
 */
public final class Handshake {
  /** A parameter is stored within a few reads; longer work is looked at now and then. */
  private static final int READS_WITHOUT_PAUSE = 1000;

  private static final long PAUSE_NANOS = 200_000;

  /** How started and idle look in all that is not the accelerator: both or none. */
  private static final int STARTED = Control.START | Control.IDLE;

  private final Registers registers;
  private final Duration timeout;
  private final Ticker ticker;

  /**
   * With an accelerator's registers.
   *
   * @param timeout how long to wait for it
   */
  public Handshake(Registers registers, Duration timeout, Ticker ticker) {
    this.registers = registers;
    this.timeout = timeout;
    this.ticker = ticker;
  }

  /**
   * Makes sure that the accelerator waits to be started.
   *
   * @throws AcceleratorException if it does not
   */
  public void expectRest() {
    // The first read clears a done bit that an earlier program left set.
    registers.read(Register.CONTROL.offset());
    int control = registers.read(Register.CONTROL.offset());
    if ((control & STARTED) == Control.START) {
      throw new AcceleratorException(
          ("the accelerator is busy: register %s reads 0x%08x, expected 0x%08x (idle);"
                  + " if no other program uses it, it hangs: load the bitstream again")
              .formatted(Register.CONTROL, control, Control.IDLE));
    }
    if (!Control.isAtRest(control)) {
      throw new AcceleratorException(
          ("no idle accelerator found: register %s reads 0x%08x, expected 0x%08x (idle);"
                  + " check the address, and load the bitstream again")
              .formatted(Register.CONTROL, control, Control.IDLE));
    }
  }

  /**
   * Starts and waits.
   *
   * @param work what the accelerator does now, for the message
   * @throws AcceleratorException if it has not done so in time
   */
  public void run(Supplier<String> work) {
    int control = Register.CONTROL.offset();
    registers.write(control, Control.START);
    int state = registers.read(control);
    if ((state & Control.DONE) != 0) {
      return;
    }
    long start = ticker.nanos();
    long patience = timeout.toNanos();
    for (int reads = 1; (state & Control.DONE) == 0; reads++) {
      if (ticker.nanos() - start > patience) {
        throw new AcceleratorException(
            ("the accelerator did not finish %s within %s s: register %s still reads 0x%08x,"
                    + " expected bit 1 (done); load the bitstream again, or, if the work"
                    + " takes longer, raise the timeout")
                .formatted(work.get(), seconds(), Register.CONTROL, state));
      }
      if (reads > READS_WITHOUT_PAUSE) {
        ticker.pause(PAUSE_NANOS);
      }
      state = registers.read(control);
    }
  }

  private String seconds() {
    return Long.toString(timeout.toSeconds())
        + (timeout.toNanosPart() == 0 ? "" : ".%03d".formatted(timeout.toMillisPart()));
  }
}
