package bnn4j.offload.driver;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.slots.BitString;

/** What the host does with maps between calls: parts of the channels from here to there. */
final class SlotMaps {
  private final OffloadOverlay overlay;

  SlotMaps(OffloadOverlay overlay) {
    this.overlay = overlay;
  }

  /**
   * Copies channels of maps to where there are none yet.
   *
   * @param pixels of all maps together
   */
  void addChannels(long[] source, int from, long[] target, int to, int count, int pixels) {
    int bits = overlay.activationBits();
    for (int pixel = 0; pixel < pixels; pixel++) {
      int slot = pixel * overlay.slotWords() * Long.SIZE;
      BitString.add(source, slot + from * bits, target, slot + to * bits, count * bits);
    }
  }
}
