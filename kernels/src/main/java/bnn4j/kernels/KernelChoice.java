package bnn4j.kernels;

import bnn4j.foundation.Finding;
import bnn4j.foundation.Refusal;
import java.lang.System.Logger.Level;

/**
 * Selects the kernel: the one of {@code -Dbnn4j.kernel=scalar|vector|popcount}, else the fastest.
 *
 * @param kernel the kernel
 * @param reason a sentence such as {@code "vector kernel, 512 bits at a time"}
 */
public record KernelChoice(Kernel kernel, String reason) {
  /** The system property that asks for a kernel. */
  public static final String PROPERTY = "bnn4j.kernel";

  /** Which kernel this JVM has; where the faster one does not run, what would help. */
  public static Finding finding() {
    try {
      return Finding.fine("engine", ofThisJvm().reason());
    } catch (Refusal e) {
      return Finding.missing("engine", e.getMessage(), "omit -D" + PROPERTY);
    }
  }

  /**
   * The choice for this JVM; its reason is logged for debugging.
   *
   * @throws Refusal if {@code bnn4j.kernel} asks for a kernel that is none, or that cannot run here
   */
  public static KernelChoice ofThisJvm() {
    KernelChoice choice = of(System.getProperty(PROPERTY));
    System.getLogger(KernelChoice.class.getName()).log(Level.DEBUG, choice.reason);
    return choice;
  }

  /**
   * The choice where a kernel is asked for.
   *
   * @param requested a kernel's name; null for the fastest one
   * @throws Refusal if it is none, or cannot run here
   */
  public static KernelChoice of(String requested) {
    return of(requested, Offer.ofThisJvm());
  }

  static KernelChoice of(String requested, Offer offer) {
    if (requested == null && offer.counting()) {
      return new KernelChoice(popcount(offer), "popcount kernel, 512 bits at a time");
    }
    if (requested == null) {
      return offer.slow() == null
          ? vector(offer)
          : new KernelChoice(new ScalarKernel(), "scalar kernel, as " + offer.slow());
    }
    return switch (requested) {
      case "scalar" -> new KernelChoice(new ScalarKernel(), "scalar kernel, as asked for");
      case "popcount" -> new KernelChoice(popcount(offer), "popcount kernel, as asked for");
      case "vector" -> {
        if (offer.kernel() == null) {
          throw new Refusal(
              "-D%s=vector is not available: %s; without the option another kernel is used"
                  .formatted(PROPERTY, offer.slow()));
        }
        yield vector(offer);
      }
      default ->
          throw new Refusal(
              ("-D%s=%s: expected scalar, vector or popcount; without the option the"
                      + " fastest kernel is used")
                  .formatted(PROPERTY, requested));
    };
  }

  private static Kernel popcount(Offer offer) {
    return new PopcountKernel(offer.slow() == null ? offer.kernel() : new ScalarKernel());
  }

  private static KernelChoice vector(Offer offer) {
    return new KernelChoice(
        offer.kernel(), "vector kernel, %d bits at a time".formatted(offer.kernel().bits()));
  }
}
