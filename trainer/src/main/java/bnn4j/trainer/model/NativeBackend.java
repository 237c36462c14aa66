package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import org.nd4j.linalg.factory.Nd4j;

/** The native library that ND4J computes with. */
public final class NativeBackend {
  private NativeBackend() {}

  /**
   * Loads it and has it multiply.
   *
   * @return its name and its threads, for people
   * @throws Refusal if there is none for this machine, or it does not work
   */
  public static String describe() {
    try {
      double product = Nd4j.ones(2, 3).mmul(Nd4j.ones(3, 2)).getDouble(1, 1);
      if (product != 3) {
        throw new Refusal("ND4J's native library computes 1+1+1 = %s".formatted(product));
      }
      return "%s, %d threads"
          .formatted(
              Nd4j.getBackend().getClass().getSimpleName(), Nd4j.getEnvironment().maxThreads());
    } catch (LinkageError e) {
      throw new Refusal("ND4J has no native library that works here: " + e.getMessage(), e);
    }
  }
}
