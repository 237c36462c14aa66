package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.List;

/**
 * The roofline model (Williams 2009) of an overlay on a board: what it reaches, beside what the
 * board can compute and carry. Work per byte is counted for each memory on its own, as in
 * hierarchical rooflines: bytes of weights for the memory on the chip, bytes of images and results
 * for the memory off it.
 *
 * @param computeGigaOperations what the board's look-up tables can compute at the overlay's
 *     precision and clock
 * @param overlayGigaOperations what the overlay's units can
 * @param onChipGigabytes what the board's block RAMs can carry, in GB/s
 * @param memoryGigabytes what the board's memory can, in GB/s
 * @param portGigabytes what the overlay's 64-bit port can, in GB/s
 * @param points where the overlay stands
 */
public record Roofline(
    double computeGigaOperations,
    double overlayGigaOperations,
    double onChipGigabytes,
    double memoryGigabytes,
    double portGigabytes,
    List<Point> points) {
  /** Of a device's look-up tables, those that can be used for products (FINN, Umuroglu 2017). */
  private static final double USABLE = 0.7;

  /**
   * Look-up tables for an operation, by the product of the bits of weight and activation ({@code
   * perf_model.py} of FINN 2018).
   */
  private static final double[] LUT_PER_OPERATION = {2.5, 4.1, 5.7, 7.3, 8.9, 10.5, 12.1, 13.7};

  /** Widest word of a block RAM of 18 kbit. */
  private static final int BLOCK_BITS = 36;

  /** Copies the points. */
  public Roofline {
    points = List.copyOf(points);
  }

  /**
   * A dot.
   *
   * @param traffic what is counted
   * @param operationsPerByte how much work is done for a byte of it
   * @param gigaOperations how much is done in a second, in billions
   * @param real false for what would be, were things otherwise
   */
  public record Point(
      Traffic traffic, double operationsPerByte, double gigaOperations, boolean real) {}

  /** What moves. */
  public enum Traffic {
    /** Weights, out of the memories on the chip. */
    ON_CHIP_WEIGHTS("weights from block RAM"),
    /** Images in and results out. */
    IMAGES("images and results"),
    /** Images, results and each weight once per image, were there no memories on the chip. */
    STREAMED_WEIGHTS("if weights came from DRAM");

    private final String label;

    Traffic(String label) {
      this.label = label;
    }

    /** In a few words. */
    @JsonValue
    public String label() {
      return label;
    }
  }

  /** Of an estimate. */
  static Roofline of(Estimate estimate) {
    Pipeline pipeline = estimate.pipeline();
    Clock clock = estimate.clock();
    Resources budget = estimate.board().budget();
    double port = clock.giga(Estimate.WORD_BYTES);
    double memory = estimate.board().memoryGigabytes();
    double reached = estimate.gigaOperations();
    double perImage = (double) estimate.operations() / estimate.bytesPerImage();
    double streamed =
        estimate.operations()
            / (estimate.bytesPerImage()
                + pipeline.stages().stream().mapToLong(Stage::weights).sum() / (double) Byte.SIZE);
    return new Roofline(
        clock.giga(USABLE * budget.lut() / LUT_PER_OPERATION[productBits(pipeline) - 1]),
        estimate.peakGigaOperations(),
        clock.giga(budget.bram18() * (double) BLOCK_BITS / Byte.SIZE),
        memory,
        port,
        List.of(
            new Point(Traffic.ON_CHIP_WEIGHTS, perWeightByte(estimate), reached, true),
            new Point(Traffic.IMAGES, perImage, reached, true),
            new Point(
                Traffic.STREAMED_WEIGHTS,
                streamed,
                Math.min(reached, streamed * Math.min(memory, port)),
                false)));
  }

  /** Operations per byte of weights read: a word is read for every product again. */
  private static double perWeightByte(Estimate estimate) {
    double read =
        estimate.pipeline().stages().stream()
            .mapToDouble(s -> (double) s.products() * s.weightBits())
            .sum();
    return estimate.operations() / (read / Byte.SIZE);
  }

  /** Of the layer that computes most. */
  private static int productBits(Pipeline pipeline) {
    Stage most =
        pipeline.stages().stream().max(Comparator.comparingLong(Stage::products)).orElseThrow();
    return Math.min(LUT_PER_OPERATION.length, most.weightBits() * most.inputBits());
  }

  /** What can be done at that much work per byte when bytes come at that rate. */
  public double under(double gigabytes, double operationsPerByte) {
    return Math.min(computeGigaOperations, gigabytes * operationsPerByte);
  }
}
