package bnn4j.trainer.model;

import bnn4j.foundation.Finding;
import bnn4j.foundation.Refusal;
import org.nd4j.linalg.factory.Nd4j;

/** The native library that ND4J computes with. */
public final class NativeBackend {
  private static final String NATIVE = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

  private NativeBackend() {}

  /**
   * Refuses to train with any other backend: this project's layers write into ND4J's memory, of
   * which a GPU keeps a copy of its own that they do not see.
   *
   * @throws Refusal naming what was found
   */
  public static void check() {
    refuseOthers(Nd4j.getBackend().getClass().getName());
  }

  static void refuseOthers(String backend) {
    if (!backend.equals(NATIVE)) {
      throw new Refusal(
          ("ND4J's backend is %s; bnn4j trains on the native CPU backend only; remove nd4j-cuda"
                  + " and similar backends from the class path")
              .formatted(backend));
    }
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().toString();
  }

  /** Whether networks can be trained on this machine. */
  public static Finding finding() {
    try {
      return Finding.fine("training", describe());
    } catch (Refusal e) {
      return Finding.missing(
          "training",
          e.getMessage(),
          "build bnn4j on this machine (mvn -pl cli -am package), which selects its library;"
              + " supported: Linux, Windows and macOS on x86-64, Linux and macOS on arm64");
    }
  }

  /**
   * Loads it and has it multiply.
   *
   * @return its name and its threads
   * @throws Refusal if there is none for this machine, or it does not work
   */
  public static String describe() {
    try {
      refuseOthers(Nd4j.getBackend().getClass().getName());
      double product = Nd4j.ones(2, 3).mmul(Nd4j.ones(3, 2)).getDouble(1, 1);
      if (product != 3) {
        throw new Refusal("ND4J's native library computes 1+1+1 = %s".formatted(product));
      }
      return "%s, %d threads"
          .formatted(
              Nd4j.getBackend().getClass().getSimpleName(), Nd4j.getEnvironment().maxThreads());
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new Refusal("ND4J's native library does not work on this machine: " + cause(e), e);
    } catch (LinkageError e) {
      throw new Refusal(
          "ND4J's native library does not work on this machine: " + e.getMessage(), e);
    }
  }
}
