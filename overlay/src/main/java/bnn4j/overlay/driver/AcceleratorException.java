package bnn4j.overlay.driver;

import bnn4j.foundation.PlainWords;

/**
 * An accelerator did not do what it should: it never finished, lost a parameter, or something
 * between here and there failed. The message says what was expected and found, and what to try.
 */
public final class AcceleratorException extends RuntimeException implements PlainWords {
  private static final long serialVersionUID = 1L;

  /** With a message. */
  public AcceleratorException(String message) {
    super(message);
  }

  /** With a message and a cause. */
  public AcceleratorException(String message, Throwable cause) {
    super(message, cause);
  }
}
