package bnn4j.cluster.spark;

/** A failure on a worker with the part of the work; it is sent to the driver. */
public final class ShardFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A failure.
   *
   * @param place which part of the work
   * @param cause what happened; only its words travel
   */
  public ShardFailure(String place, Throwable cause) {
    super(place + ": " + words(cause));
    setStackTrace(cause.getStackTrace());
  }

  private static String words(Throwable cause) {
    boolean speaks = cause instanceof bnn4j.foundation.Refusal && cause.getMessage() != null;
    return speaks ? cause.getMessage() : cause.toString();
  }
}
