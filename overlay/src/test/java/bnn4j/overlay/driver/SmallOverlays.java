package bnn4j.overlay.driver;

import bnn4j.overlay.Folding;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.List;

/** An overlay of each kind that is loaded and run in a moment. */
public final class SmallOverlays {
  /** Binary pictures of 9x9, 96 hidden neurons, a bit per class: 544 parameters. */
  public static final Overlay BITS =
      new Overlay(
          "smallBits",
          Topology.fullyConnected(new InputFormat(1, 9, 1), 64, 96),
          new Precision(1, 2),
          List.of(new Folding(64, 16), new Folding(32, 32)));

  /** Colour pictures of 8x8, a pooled convolution, scores: 2-bit weights, 24-bit thresholds. */
  public static final Overlay SCORES =
      new Overlay(
          "smallScores",
          new Topology(
              new InputFormat(3, 8, 8),
              List.of(new Convolution(3, 3, 8, 8), new MaxPool(2, 8, 6), new Dense(72, 64))),
          new Precision(2, 2),
          List.of(new Folding(3, 4), new Folding(8, 4)));

  private SmallOverlays() {}
}
