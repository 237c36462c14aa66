package bnn4j.kernels;

import java.lang.reflect.InvocationTargetException;

/**
 * Whether a JVM can run the vector kernel, and fast.
 *
 * @param kernel null where it cannot run
 * @param slow why it should not be taken; null if it should
 */
record Offer(Kernel kernel, String slow) {
  /** Narrower vectors do not count faster than the processor's bit count does word by word. */
  private static final int WORTHWHILE_BITS = 256;

  private static final String MODULE = "jdk.incubator.vector";

  /** Loaded by name, so that everything else runs where the module is missing. */
  private static final String KERNEL = "bnn4j.kernels.VectorKernel";

  static Offer ofThisJvm() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty()
        ? withoutModule()
        : withModule(
            System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", ""));
  }

  static Offer withoutModule() {
    return new Offer(
        null,
        "the JVM runs without the module %s; start it with --add-modules %<s".formatted(MODULE));
  }

  /**
   * What a JVM with the module offers.
   *
   * @param vm {@code java.vm.name}
   * @param mode {@code java.vm.info}
   */
  static Offer withModule(String vm, String mode) {
    try {
      Class<? extends Kernel> type = Class.forName(KERNEL).asSubclass(Kernel.class);
      Kernel kernel = type.getDeclaredConstructor().newInstance();
      return new Offer(kernel, slow(vm, mode, kernel.bits()));
    } catch (InvocationTargetException e) {
      return failed(e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      return failed(e);
    }
  }

  private static Offer failed(Throwable cause) {
    return new Offer(null, "the vector kernel does not start in this JVM: " + cause);
  }

  /** Only HotSpot's optimizing compiler makes instructions of vectors; else they are objects. */
  static String slow(String vm, String mode, int bits) {
    if (!vm.contains("Server VM")) {
      return "%s is not known to compile vector instructions".formatted(vm);
    }
    if (mode.contains("interpreted") || mode.contains("emulated-client")) {
      return "this JVM compiles no vector instructions (%s)".formatted(mode);
    }
    return bits < WORTHWHILE_BITS ? "vectors of %d bits are no faster".formatted(bits) : null;
  }
}
