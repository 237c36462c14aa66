package bnn4j.kernels;

import java.util.ArrayList;
import java.util.List;

/** The kernels that the JVM of the tests has; pom.xml runs some tests with and without vectors. */
public final class Kernels {
  private Kernels() {}

  /** Scalar and popcount, and vector where the JVM has the module. */
  public static List<Kernel> offered() {
    List<Kernel> kernels =
        new ArrayList<>(List.of(new ScalarKernel(), new PopcountKernel(new ScalarKernel())));
    Kernel vector = Offer.ofThisJvm().kernel();
    if (vector != null) {
      kernels.add(vector);
    }
    return kernels;
  }
}
