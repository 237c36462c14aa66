package bnn4j.hardware.synthesis;

import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.EstimateJson;
import bnn4j.hardware.estimate.EstimateText;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.rtl.Stage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A synthesis beside the estimate of the same overlay.
 *
 * @param estimate by formulas
 * @param synthesis by Yosys
 */
public record SynthesisReport(Estimate estimate, LogicSynthesis synthesis) {
  private static final String ROW = "%-30s %8s %8s %7s  %8s %8s  %6s %6s  %4s%n";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Whether it is all there on the board. */
  public boolean fits() {
    return synthesis.total().fits(estimate.board().budget());
  }

  /** A table for people. */
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
    ObjectNode root = MAPPER.createObjectNode();
    root.put("overlay", estimate.pipeline().name());
    root.put("board", estimate.board().toString());
    root.put("family", estimate.board().family().yosys());
    root.put("basis", "synthesis");
    root.put("tool", synthesis.tool());
    root.put("seconds", synthesis.seconds());
    root.put("megabytes", synthesis.megabytes());
    ArrayNode layers = root.putArray("layers");
    for (Stage stage : estimate.pipeline().stages()) {
      ObjectNode layer = layers.addObject();
      layer.put("layer", stage.index());
      EstimateJson.add(layer, synthesis.layers().get(stage.index()));
      EstimateJson.add(layer.putObject("estimate"), estimate.of(stage));
    }
    EstimateJson.add(root.putObject("around"), synthesis.around());
    EstimateJson.add(root.putObject("total"), synthesis.total());
    EstimateJson.add(root.putObject("estimate"), estimate.total());
    EstimateJson.add(root.putObject("budget"), estimate.board().budget());
    root.put("fits", fits());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
