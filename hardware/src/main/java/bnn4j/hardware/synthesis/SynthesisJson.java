package bnn4j.hardware.synthesis;

import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.Resources;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A synthesis beside its estimate, as JSON.
 *
 * @param overlay its name
 * @param board its name
 * @param family of the board's part, as Yosys calls it
 * @param basis {@code synthesis}
 * @param tool that synthesized
 * @param seconds that it took
 * @param megabytes of memory that it took; 0 if that is not known
 * @param layers one for each
 * @param around what is not a layer
 * @param total of layers and around
 * @param estimate the total by formulas
 * @param budget what the board has
 * @param fits whether the total is within it
 */
record SynthesisJson(
    String overlay,
    String board,
    String family,
    String basis,
    String tool,
    double seconds,
    double megabytes,
    List<LayerSynthesis> layers,
    Resources around,
    Resources total,
    Resources estimate,
    Resources budget,
    boolean fits) {
  /** A layer, what it takes, and what the formulas say. */
  record LayerSynthesis(int layer, @JsonUnwrapped Resources found, Resources estimate) {}

  static SynthesisJson of(SynthesisReport report) {
    Estimate estimate = report.estimate();
    LogicSynthesis synthesis = report.synthesis();
    return new SynthesisJson(
        estimate.pipeline().name(),
        estimate.board().toString(),
        estimate.board().family().yosys(),
        "synthesis",
        synthesis.tool(),
        synthesis.seconds(),
        synthesis.megabytes(),
        estimate.pipeline().stages().stream()
            .map(
                stage ->
                    new LayerSynthesis(
                        stage.index(), synthesis.layers().get(stage.index()), estimate.of(stage)))
            .toList(),
        synthesis.around(),
        synthesis.total(),
        estimate.total(),
        estimate.board().budget(),
        report.fits());
  }
}
