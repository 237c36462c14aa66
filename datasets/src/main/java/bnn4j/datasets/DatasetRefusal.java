package bnn4j.datasets;

/**
 * Data that cannot be used or had. The message is written for the person at the keyboard: what is
 * wrong, in which file and where, what was expected and found, and what to do.
 */
public class DatasetRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with its whole message. */
  public DatasetRefusal(String message) {
    super(message);
  }

  /** A refusal that another failure led to; the message must stand without the cause. */
  public DatasetRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
