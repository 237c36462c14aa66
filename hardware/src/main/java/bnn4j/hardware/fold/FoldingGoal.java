package bnn4j.hardware.fold;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.estimate.Clock;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.estimate.RtlModel;
import bnn4j.hardware.estimate.TargetBoard;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import java.util.List;
import java.util.Locale;

/**
 * The target of a folding search: network, board and rate.
 *
 * @param network the network as an overlay; how it is folded is ignored
 * @param board where it is to run
 * @param clock how fast
 * @param percent of each of the board's resources that it may take, above 0 to 100
 */
public record FoldingGoal(Overlay network, TargetBoard board, Clock clock, double percent) {
  /** Longest name of an overlay. */
  private static final int NAME_LENGTH = 64;

  /**
   * Checks the share.
   *
   * @throws Refusal if it is none
   */
  public FoldingGoal {
    if (!(percent > 0 && percent <= 100)) {
      throw new Refusal(
          "limit of %s %%: expected more than 0 and at most 100".formatted(number(percent)));
    }
  }

  /**
   * The folding that takes least and gives that many images per second.
   *
   * @throws Refusal if none fits, naming the fastest that does
   */
  public Overlay atLeast(double imagesPerSecond) {
    if (!(imagesPerSecond > 0)) {
      throw new Refusal("%s images/s: expected more than 0".formatted(number(imagesPerSecond)));
    }
    long cycles = (long) Math.floor(clock.perSecond(1) / imagesPerSecond);
    return search()
        .smallest(cycles)
        .map(this::overlay)
        .orElseThrow(() -> refusal(imagesPerSecond, cycles));
  }

  /**
   * The fastest folding that fits.
   *
   * @throws Refusal if none does
   */
  public Overlay fastest() {
    return search().fastest().map(this::overlay).orElseThrow(this::tooLarge);
  }

  private FoldingSearch search() {
    return new FoldingSearch(Pipeline.of(network), RtlModel.CALIBRATED, limits());
  }

  private Resources limits() {
    Resources budget = board.budget();
    return new Resources(
        share(budget.lut()), share(budget.ff()), share(budget.bram18()), share(budget.dsp()));
  }

  private long share(long of) {
    return (long) (of * percent / 100);
  }

  private Overlay overlay(Pipeline folded) {
    List<Folding> foldings =
        folded.stages().stream().map(stage -> new Folding(stage.simd(), stage.pe(), 0)).toList();
    String name = network.name() + "-" + board;
    return new Overlay(
        name.length() > NAME_LENGTH ? network.name() : name, network.network(), foldings);
  }

  private Refusal refusal(double imagesPerSecond, long cycles) {
    String nearest =
        search()
            .fastest()
            .map(
                folded -> {
                  double rate = new Estimate(folded, board, clock).imagesPerSecond();
                  return "the fastest folding that fits gives %s; use --fps %s, or --fit"
                      .formatted(number(rate), number(Math.floor(rate)));
                })
            .orElseThrow(this::tooLarge);
    return new Refusal(
        "%s cannot reach %s images/s on %s at %s MHz: %s; %s"
            .formatted(
                network.name(),
                number(imagesPerSecond),
                board,
                number(clock.megahertz()),
                reason(cycles),
                nearest));
  }

  private String reason(long cycles) {
    return search()
        .smallestAnywhere(cycles)
        .map(RtlModel.CALIBRATED::of)
        .map(
            needed ->
                ("the smallest such folding takes %s LUT and %s BRAM18; %s %% of the"
                        + " board are %s and %s")
                    .formatted(
                        number(needed.lut()),
                        number(needed.bram18()),
                        number(percent),
                        number(limits().lut()),
                        number(limits().bram18())))
        .orElse(
            ("no folding takes only %s cycles per image, because a window unit outputs"
                    + " one word per cycle")
                .formatted(number(cycles)));
  }

  private Refusal tooLarge() {
    Pipeline least =
        Pipeline.of(network)
            .with(Pipeline.of(network).stages().stream().map(FoldingGoal::narrow).toList());
    Resources needed = RtlModel.CALIBRATED.of(least);
    return new Refusal(
        ("%s does not fit %s %% of %s with any folding: with PE = SIMD = 1 it takes %s LUT"
                + " and %s BRAM18 of %s and %s")
            .formatted(
                network.name(),
                number(percent),
                board,
                number(needed.lut()),
                number(needed.bram18()),
                number(limits().lut()),
                number(limits().bram18())));
  }

  private static Stage narrow(Stage stage) {
    return stage.folded(1, 1);
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }
}
