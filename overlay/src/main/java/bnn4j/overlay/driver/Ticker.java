package bnn4j.overlay.driver;

import java.util.concurrent.locks.LockSupport;

/** The time that the driver uses. Tests replace it, so they do not wait. */
public interface Ticker {
  /** The time of this machine. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** Nanoseconds since some moment, which may wrap. */
  long nanos();

  /** Lets about so many nanoseconds pass, or fewer. */
  void pause(long nanos);
}
