package bnn4j.hardware.synthesis;

import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.EstimateText;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.rtl.Stage;
import bnn4j.json.ResultJson;
import java.util.Locale;

/**
 * A synthesis beside the estimate of the same overlay.
 *
 * @param estimate by formulas
 * @param synthesis by Yosys
 */
public record SynthesisReport(Estimate estimate, LogicSynthesis synthesis) {
  private static final String ROW = "%-30s %8s %8s %7s  %8s %8s  %6s %6s  %4s%n";

  /** Whether it is all there on the board. */
  public boolean fits() {
    return synthesis.total().fits(estimate.board().budget());
  }

  /** A text table. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s for %s, by %s in %.0f s%s; 'est.' is the estimate's formula%n%n",
            estimate.pipeline().name(),
            estimate.board().family().yosys(),
            synthesis.tool(),
            synthesis.seconds(),
            synthesis.megabytes() > 0
                ? String.format(Locale.ROOT, " and %.0f MB", synthesis.megabytes())
                : ""));
    text.append(
        ROW.formatted("layer", "LUT", "est.", "error", "FF", "est.", "BRAM18", "est.", "DSP"));
    for (Stage stage : estimate.pipeline().stages()) {
      text.append(
          row(
              stage.index() + " " + EstimateText.kind(stage),
              synthesis.layers().get(stage.index()),
              estimate.of(stage)));
    }
    text.append(row("registers, DMA", synthesis.around(), estimate.around()));
    text.append(row("total", synthesis.total(), estimate.total()));
    Resources budget = estimate.board().budget();
    text.append(
        ROW.formatted(
            "on " + estimate.board(),
            number(budget.lut()),
            "",
            "",
            number(budget.ff()),
            "",
            number(budget.bram18()),
            "",
            number(budget.dsp())));
    return text.toString();
  }

  private static String row(String name, Resources found, Resources expected) {
    return ROW.formatted(
        name,
        number(found.lut()),
        number(expected.lut()),
        error(found.lut(), expected.lut()),
        number(found.ff()),
        number(expected.ff()),
        number(found.bram18()),
        number(expected.bram18()),
        number(found.dsp()));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String error(long found, long expected) {
    return found == 0
        ? "-"
        : String.format(Locale.ROOT, "%+.0f %%", 100.0 * (expected - found) / found);
  }

  /** One object for programs. */
  public String json() {
    return ResultJson.text(SynthesisJson.of(this));
  }
}
