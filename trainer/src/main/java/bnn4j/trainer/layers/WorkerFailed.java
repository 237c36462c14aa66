package bnn4j.trainer.layers;

/** A worker cannot go on because another cannot. */
public final class WorkerFailed extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  WorkerFailed() {
    super("another worker failed");
  }
}
