package bnn4j.overlay.driver;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import java.util.List;

/** An overlay of each kind that is loaded and run in a moment. */
public final class SmallOverlays {
  /** Binary pictures of 9x9, 96 hidden neurons, a bit per class: 544 parameters. */
  public static final Overlay BITS =
      new Overlay(
          "smallBits",
          Network.fullyConnected(new InputFormat(1, 9, 1), new Precision(1, 2), 64, 96),
          List.of(new Folding(64, 16), new Folding(32, 32)));

  /** Colour pictures of 8x8, a pooled convolution, scores: 2-bit weights, 24-bit thresholds. */
  public static final Overlay SCORES =
      new Overlay(
          "smallScores",
          Network.of(new InputFormat(3, 8, 8), new Precision(2, 2))
              .convolution(3, 8)
              .pool(2)
              .dense(64)
              .scores(),
          List.of(new Folding(3, 4), new Folding(8, 4)));

  private SmallOverlays() {}
}
