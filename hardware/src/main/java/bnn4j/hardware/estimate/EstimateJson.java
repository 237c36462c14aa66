package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Stage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An estimate for programs. */
public final class EstimateJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EstimateJson() {}

  /** One object; what is a formula's says so. */
  public static String of(Estimate estimate, Optional<SimulatedCycles> simulated) {
    Timing timing = estimate.timing();
    Clock clock = estimate.clock();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("overlay", estimate.pipeline().name());
    root.put("precision", estimate.precision());
    root.put("board", estimate.board().toString());
    root.put("part", estimate.board().part());
    root.put("clockMHz", clock.megahertz());
    root.put("basis", "formula");
    root.put("cyclesPerImage", timing.perImage());
    root.put("imagesPerSecond", estimate.imagesPerSecond());
    ObjectNode latency = root.putObject("latency");
    addLatency(latency.putObject("rtl"), timing.latency(), clock);
    addLatency(latency.putObject("hls"), timing.hlsLatency(), clock);
    addLatency(latency.putObject("sumOfLayers"), timing.sum(), clock);
    simulated.ifPresent(cycles -> addSimulated(root.putObject("simulation"), cycles, clock));
    root.put("operationsPerImage", estimate.operations());
    root.put("gigaOperationsPerSecond", estimate.gigaOperations());
    root.put("peakGigaOperationsPerSecond", estimate.peakGigaOperations());
    addLayers(root.putArray("layers"), estimate);
    add(root.putObject("around"), estimate.around());
    add(root.putObject("total"), estimate.total());
    add(root.putObject("budget"), estimate.board().budget());
    root.put("fits", estimate.fits());
    addHls(root.putObject("hls"), estimate.hls());
    addRoofline(root.putObject("roofline"), estimate.roofline());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addSimulated(ObjectNode node, SimulatedCycles cycles, Clock clock) {
    node.put("basis", "simulation");
    node.put("cyclesPerImage", cycles.perImage());
    node.put("imagesPerSecond", clock.perSecond(cycles.perImage()));
    addLatency(node.putObject("latency"), cycles.latency(), clock);
  }

  private static void addLatency(ObjectNode node, long cycles, Clock clock) {
    node.put("cycles", cycles);
    node.put("microseconds", clock.microseconds(cycles));
  }

  private static void addLayers(ArrayNode layers, Estimate estimate) {
    for (Stage stage : estimate.pipeline().stages()) {
      ObjectNode layer = layers.addObject();
      layer.put("layer", stage.index());
      layer.put("kind", stage.map().isPresent() ? "convolution" : "dense");
      layer.put("rows", stage.rows());
      layer.put("columns", stage.columns());
      layer.put("pe", stage.pe());
      layer.put("simd", stage.simd());
      layer.put("weightBits", stage.weightBits());
      layer.put("inputBits", stage.inputBits());
      layer.put("outputBits", stage.outputBits());
      layer.put("cycles", stage.cycles());
      add(layer, estimate.of(stage));
      addHls(layer.putObject("hls"), HlsModel.FINN.of(stage));
    }
  }

  /** Puts the four counts of an FPGA's parts into an object. */
  public static void add(ObjectNode node, Resources resources) {
    node.put("lut", resources.lut());
    node.put("ff", resources.ff());
    node.put("bram18", resources.bram18());
    node.put("dsp", resources.dsp());
  }

  /** FINN has no formula for flip-flops. */
  private static void addHls(ObjectNode node, Resources resources) {
    node.put("lut", resources.lut());
    node.put("bram18", resources.bram18());
    node.put("dsp", resources.dsp());
  }

  private static void addRoofline(ObjectNode node, Roofline roofline) {
    node.put("computeGigaOperations", roofline.computeGigaOperations());
    node.put("overlayGigaOperations", roofline.overlayGigaOperations());
    node.put("onChipGigabytes", roofline.onChipGigabytes());
    node.put("memoryGigabytes", roofline.memoryGigabytes());
    node.put("portGigabytes", roofline.portGigabytes());
    ArrayNode points = node.putArray("points");
    for (Roofline.Point point : roofline.points()) {
      ObjectNode dot = points.addObject();
      dot.put("traffic", point.traffic().label());
      dot.put("operationsPerByte", point.operationsPerByte());
      dot.put("gigaOperations", point.gigaOperations());
      dot.put("real", point.real());
    }
  }
}
