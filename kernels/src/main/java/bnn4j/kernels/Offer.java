package bnn4j.kernels;

import java.lang.reflect.InvocationTargetException;

/**
 * Whether a JVM runs the vector kernel and the popcount kernel fast.
 *
 * @param kernel the vector kernel; null where it cannot run
 * @param slow why it should not be taken; null if it should
 * @param counting whether the JVM makes bit counts of vectors of loops, with which the popcount
 *     kernel is the fastest
 */
record Offer(Kernel kernel, String slow, boolean counting) {
  /** Narrower vectors do not count faster than the processor's bit count does word by word. */
  private static final int WORTHWHILE_BITS = 256;

  private static final int WIDEST_BITS = 512;

  /** The instruction, as Linux calls it. */
  private static final String COUNT = "avx512_vpopcntdq";

  private static final String MODULE = "jdk.incubator.vector";

  /** Loaded by name, so that everything else runs where the module is missing. */
  private static final String KERNEL = "bnn4j.kernels.VectorKernel";

  static Offer ofThisJvm() {
    String vm = System.getProperty("java.vm.name", "");
    String mode = System.getProperty("java.vm.info", "");
    Offer offer =
        ModuleLayer.boot().findModule(MODULE).isEmpty() ? withoutModule() : withModule(vm, mode);
    return offer.countingIf(optimizing(vm, mode) == null && CpuFlags.ofThisMachine().has(COUNT));
  }

  /** The same on a processor that counts bits of vectors, unless the JVM keeps them narrower. */
  private Offer countingIf(boolean possible) {
    boolean wide = kernel == null || kernel.bits() == WIDEST_BITS;
    return new Offer(kernel, slow, possible && wide);
  }

  static Offer withoutModule() {
    return new Offer(
        null,
        "the JVM runs without the module %s; start it with --add-modules %<s".formatted(MODULE),
        false);
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
      return new Offer(kernel, slow(vm, mode, kernel.bits()), false);
    } catch (InvocationTargetException e) {
      return failed(e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      return failed(e);
    }
  }

  private static Offer failed(Throwable cause) {
    return new Offer(null, "the vector kernel does not start in this JVM: " + cause, false);
  }

  static String slow(String vm, String mode, int bits) {
    String reason = optimizing(vm, mode);
    if (reason != null) {
      return reason;
    }
    return bits < WORTHWHILE_BITS ? "vectors of %d bits give no speed-up".formatted(bits) : null;
  }

  /**
   * Only HotSpot's optimizing compiler makes instructions of vectors; else they are objects.
   *
   * @return null, or why it does not work here
   */
  private static String optimizing(String vm, String mode) {
    if (!vm.contains("Server VM")) {
      return "%s is not a JVM known to compile vector instructions".formatted(vm);
    }
    if (mode.contains("interpreted") || mode.contains("emulated-client")) {
      return "this JVM compiles no vector instructions (%s)".formatted(mode);
    }
    return null;
  }
}
