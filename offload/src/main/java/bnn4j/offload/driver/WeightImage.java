package bnn4j.offload.driver;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.schedule.Schedule;

/**
 * Parameters of a call as a port takes them: weights of its processing elements one after the
 * other, then their thresholds; each fills the head of an area as large as the memory, the rest is
 * 0.
 */
public final class WeightImage {
  private final OffloadOverlay overlay;
  private final int kernel;

  /**
   * An image for kernels of a size.
   *
   * @param kernel side of the kernel
   */
  public WeightImage(OffloadOverlay overlay, int kernel) {
    this.overlay = overlay;
    this.kernel = kernel;
  }

  /** Processing elements of a port. */
  private int pes() {
    return overlay.pes() / overlay.memoryPorts();
  }

  private int thresholdArea() {
    return overlay.thresholdMemory() * overlay.thresholdWords();
  }

  /** Words through each port for all calls of a schedule. */
  public static long words(Schedule schedule) {
    return schedule.calls().stream()
        .mapToLong(call -> new WeightImage(schedule.overlay(), call.call().kernel()).words())
        .sum();
  }

  /** Words of the image of a port. */
  public int words() {
    return pes() * (overlay.weightMemory(kernel) + thresholdArea());
  }

  /** The image of a port. */
  public long[] of(CallParameters parameters, int port) {
    long[] image = new long[words()];
    for (int i = 0; i < pes(); i++) {
      long[] weights = parameters.weights()[port * pes() + i];
      long[] thresholds = parameters.thresholds()[port * pes() + i];
      System.arraycopy(weights, 0, image, weightsAt(i), weights.length);
      System.arraycopy(thresholds, 0, image, thresholdsAt(i), thresholds.length);
    }
    return image;
  }

  /**
   * Takes memories out of the image of a port.
   *
   * @param into gets them
   */
  public void store(long[] image, int port, CallParameters into) {
    for (int i = 0; i < pes(); i++) {
      long[] weights = into.weights()[port * pes() + i];
      long[] thresholds = into.thresholds()[port * pes() + i];
      System.arraycopy(image, weightsAt(i), weights, 0, weights.length);
      System.arraycopy(image, thresholdsAt(i), thresholds, 0, thresholds.length);
    }
  }

  private int weightsAt(int pe) {
    return pe * overlay.weightMemory(kernel);
  }

  private int thresholdsAt(int pe) {
    return pes() * overlay.weightMemory(kernel) + pe * thresholdArea();
  }
}
