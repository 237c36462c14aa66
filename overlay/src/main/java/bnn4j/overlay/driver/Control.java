package bnn4j.overlay.driver;

/** The bits of {@link Register#CONTROL}. */
public final class Control {
  /** Write 1 to start; reads 1 until the accelerator has taken it. */
  public static final int START = 1;

  /** The accelerator has finished since this was last read; reading clears it. */
  public static final int DONE = 1 << 1;

  /** The accelerator has nothing to do. */
  public static final int IDLE = 1 << 2;

  /** The accelerator takes new arguments; comes with done. */
  public static final int READY = 1 << 3;

  /** The accelerator starts again by itself whenever it is done. */
  public static final int AUTO_RESTART = 1 << 7;

  private Control() {}

  /** Whether a value of the register is that of an accelerator that waits to be started. */
  public static boolean isAtRest(int control) {
    return (control & ~READY) == IDLE;
  }
}
