package bnn4j.foundation;

/**
 * Input that cannot be used. The message is for the user: what is wrong, where, what was found,
 * what was expected, and what to do.
 */
public class Refusal extends RuntimeException implements PlainWords {
  private static final long serialVersionUID = 1L;

  /** A refusal with its whole message. */
  public Refusal(String message) {
    super(message);
  }

  /** A refusal caused by another failure. The message must be understandable without the cause. */
  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
