package bnn4j.offload.schedule;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Merge;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.LayerDescription.Split;
import bnn4j.offload.layers.MapShape;

/** Checks that a layer fits its neighbours and the overlay. */
final class LayerCheck {
  private static final long MOST_BYTES = 1L << 30;

  private final OffloadOverlay overlay;

  LayerCheck(OffloadOverlay overlay) {
    this.overlay = overlay;
  }

  /** A map must be one that arrays can hold. */
  void size(String place, MapShape map) {
    long bytes = (long) map.side() * map.side() * overlay.slotBytes();
    if (bytes > MOST_BYTES) {
      throw new Refusal(
          "%s: a map of %s takes %d bytes in memory, expected at most %d"
              .formatted(place, map, bytes, MOST_BYTES));
    }
  }

  void sameInput(String place, MapShape input, MapShape map) {
    if (!input.equals(map)) {
      throw new Refusal(
          "%s: input: expected %s, the output of the preceding layer, found %s"
              .formatted(place, map, input));
    }
  }

  /**
   * @param stored channels of all iterations
   */
  void convolution(Convolution layer, FabricCall call, int stored) {
    String place = layer.place();
    atMost(place, "kernel_shape", call.kernel(), overlay.maxKernel(), "MAX_K");
    atMost(place, "input: channels", call.inChannels(), overlay.maxInputChannels(), "MAX_IFM_CH");
    atMost(place, "input: padded side", call.paddedSide(), overlay.maxInputSide(), "MAX_IFM_DIM");
    atMost(place, "output: channels", stored, overlay.maxInputChannels(), "MAX_IFM_CH");
    atMost(place, "output: side", call.outSide(), overlay.maxOutputSide(), "MAX_OFM_DIM");
    size(place, layer.input());
    size(place, layer.output());
    if (call.paddedSide() < call.kernel()) {
      throw new Refusal(
          "%s: kernel_shape: expected at most %d, the padded side of the input, found %d"
              .formatted(place, call.paddedSide(), call.kernel()));
    }
    int side = (call.paddedSide() - call.kernel()) / call.stride() + 1;
    expectSide(place, side, call.outSide());
    long largest =
        (long) call.kernel() * call.kernel() * call.paddedInChannels() * overlay.maxActivation();
    if (largest > Short.MAX_VALUE) {
      throw new Refusal(
          "%s: sums of %d products can reach %d, more than the %d bits of an accumulator hold"
              .formatted(
                  place,
                  call.kernel() * call.kernel() * call.paddedInChannels(),
                  largest,
                  OffloadOverlay.ACCUMULATOR_BITS));
    }
  }

  void pool(Pool layer, Convolution convolution) {
    String place = layer.place();
    MapShape before = convolution.output();
    if (layer.input().channels() != before.channels()) {
      throw new Refusal(
          "%s: input: expected %d channels, as %s gives, found %d"
              .formatted(place, before.channels(), convolution.name(), layer.input().channels()));
    }
    if (layer.output().channels() != before.channels()) {
      throw new Refusal(
          "%s: output: expected %d channels, as a pool keeps them, found %d"
              .formatted(place, before.channels(), layer.output().channels()));
    }
    atMost(place, "kernel_stride", layer.stride(), overlay.maxPoolStride(), "MAX_POOL_STRIDE");
    int padded = layer.input().side();
    if (padded < before.side()) {
      throw new Refusal(
          ("%s: input: expected a side of at least %d, which %s gives, with the pool's"
                  + " padding, found %d")
              .formatted(place, before.side(), convolution.name(), padded));
    }
    if (padded - before.side() > 2 * (overlay.poolSize() - 1)) {
      throw new Refusal(
          ("%s: input: expected a side of at most %d, beyond which windows of %d see only"
                  + " padding of %s's %d, found %d")
              .formatted(
                  place,
                  before.side() + 2 * (overlay.poolSize() - 1),
                  overlay.poolSize(),
                  convolution.name(),
                  before.side(),
                  padded));
    }
    if (padded < overlay.poolSize()) {
      throw new Refusal(
          "%s: input: expected a side of at least %d, the window of %s (MAX_POOL_SIZE), found %d"
              .formatted(place, overlay.poolSize(), overlay.name(), padded));
    }
    expectSide(place, (padded - overlay.poolSize()) / layer.stride() + 1, layer.output().side());
  }

  private static void expectSide(String place, int expected, int found) {
    if (expected != found) {
      throw new Refusal(
          "%s: output: expected a side of %d, by input, kernel, stride and padding, found %d"
              .formatted(place, expected, found));
    }
  }

  void split(Split split, MapShape map) {
    sameInput(split.place(), split.input(), map);
    atMost(
        split.place(), "input_channels", map.channels(), overlay.maxInputChannels(), "MAX_IFM_CH");
    atMost(split.place(), "input_dim", map.side(), overlay.maxInputSide(), "MAX_IFM_DIM");
    size(split.place(), map);
    if (map.channels() % split.parts() != 0) {
      throw new Refusal(
          "%s: split: expected a number that %d channels can be divided by, found %d"
              .formatted(split.place(), map.channels(), split.parts()));
    }
  }

  void merge(Merge merge, Split split, MapShape part) {
    if (merge.parts() != split.parts()) {
      throw new Refusal(
          "%s: merge: expected %d, as %s splits into, found %d"
              .formatted(merge.place(), split.parts(), split.name(), merge.parts()));
    }
    MapShape output = merge.output();
    if (output.side() != part.side()) {
      throw new Refusal(
          "%s: output_dim: expected %d, the side of the parts, found %d"
              .formatted(merge.place(), part.side(), output.side()));
    }
    if (output.channels() % merge.parts() != 0
        || output.channels() / merge.parts() > part.channels()) {
      throw new Refusal(
          "%s: output_channels: expected a multiple of %d, and at most %d, as each part gives %d,"
                  .formatted(
                      merge.place(),
                      merge.parts(),
                      merge.parts() * part.channels(),
                      part.channels())
              + " found %d".formatted(output.channels()));
    }
    atMost(
        merge.place(),
        "output_channels",
        output.channels(),
        overlay.maxInputChannels(),
        "MAX_IFM_CH");
  }

  private void atMost(String place, String what, int found, int most, String bound) {
    if (found > most) {
      throw new Refusal(
          "%s: %s: expected at most %d (%s of %s), found %d"
              .formatted(place, what, most, bound, overlay.name(), found));
    }
  }
}
