package bnn4j.offload.slots;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where maps of images, in whole slots, first differ.
 *
 * @param offset the first byte that differs
 * @param image from 0
 * @param row of the pixel
 * @param column of the pixel
 * @param channel of the byte's first value
 */
public record MapDifference(int offset, int image, int row, int column, int channel) {
  /**
   * Compares.
   *
   * @param format of each map
   * @return empty if both are the same
   */
  public static Optional<MapDifference> of(SlotFormat format, byte[] found, byte[] wanted) {
    int offset = Arrays.mismatch(found, wanted);
    if (offset < 0) {
      return Optional.empty();
    }
    int slotBytes = format.overlay().slotBytes();
    int side = format.shape().side();
    int slot = offset / slotBytes;
    int pixel = slot % format.pixels();
    return Optional.of(
        new MapDifference(
            offset,
            slot / format.pixels(),
            pixel / side,
            pixel % side,
            offset % slotBytes * Byte.SIZE / format.overlay().activationBits()));
  }

  @Override
  public String toString() {
    return "byte %d: image %d, row %d, column %d, channel %d"
        .formatted(offset, image, row, column, channel);
  }
}
