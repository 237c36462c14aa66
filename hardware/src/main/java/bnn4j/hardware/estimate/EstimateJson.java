package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Stage;
import bnn4j.json.ResultJson;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/**
 * An estimate as JSON; estimated figures are marked.
 *
 * @param overlay its name
 * @param precision of weights and activations, such as {@code W1A1}
 * @param board its name
 * @param part of the board
 * @param clockMHz that it is estimated for
 * @param basis {@code formula}
 * @param cyclesPerImage between two images
 * @param imagesPerSecond at that clock
 * @param latency from an image to its result
 * @param simulation what a simulation counted; null if there was none
 * @param operationsPerImage a multiplication and an addition are two
 * @param gigaOperationsPerSecond at that rate
 * @param peakGigaOperationsPerSecond if no unit waited
 * @param layers one for each
 * @param around what is not a layer
 * @param total of layers and around
 * @param budget what the board has
 * @param fits whether the total is within it
 * @param hls the total by FINN's formulas
 * @param roofline where it stands
 */
public record EstimateJson(
    String overlay,
    String precision,
    String board,
    String part,
    double clockMHz,
    String basis,
    long cyclesPerImage,
    double imagesPerSecond,
    Latencies latency,
    Simulation simulation,
    long operationsPerImage,
    double gigaOperationsPerSecond,
    double peakGigaOperationsPerSecond,
    List<LayerEstimate> layers,
    Resources around,
    Resources total,
    Resources budget,
    boolean fits,
    HlsResources hls,
    Roofline roofline) {
  /** Copies the layers. */
  public EstimateJson {
    layers = List.copyOf(layers);
  }

  /** A time at the clock. */
  record Latency(long cycles, double microseconds) {
    static Latency of(long cycles, Clock clock) {
      return new Latency(cycles, clock.microseconds(cycles));
    }
  }

  /** From an image to its result: of this hardware, of FINN's, and if layers did not overlap. */
  record Latencies(Latency rtl, Latency hls, Latency sumOfLayers) {
    static Latencies of(Timing timing, Clock clock) {
      return new Latencies(
          Latency.of(timing.latency(), clock),
          Latency.of(timing.hlsLatency(), clock),
          Latency.of(timing.sum(), clock));
    }
  }

  /** What a simulation counted. */
  record Simulation(String basis, long cyclesPerImage, double imagesPerSecond, Latency latency) {
    static Simulation of(SimulatedCycles cycles, Clock clock) {
      return new Simulation(
          "simulation",
          cycles.perImage(),
          clock.perSecond(cycles.perImage()),
          Latency.of(cycles.latency(), clock));
    }
  }

  /** FINN has no formula for flip-flops. */
  record HlsResources(long lut, long bram18, long dsp) {
    static HlsResources of(Resources resources) {
      return new HlsResources(resources.lut(), resources.bram18(), resources.dsp());
    }
  }

  /** A layer, what it takes, and what FINN's would take. */
  record LayerEstimate(
      int layer,
      String kind,
      int rows,
      int columns,
      int pe,
      int simd,
      int weightBits,
      int inputBits,
      int outputBits,
      long cycles,
      @JsonUnwrapped Resources resources,
      HlsResources hls) {
    static LayerEstimate of(Stage stage, Estimate estimate) {
      return new LayerEstimate(
          stage.index(),
          stage.map().isPresent() ? "convolution" : "dense",
          stage.rows(),
          stage.columns(),
          stage.pe(),
          stage.simd(),
          stage.weightBits(),
          stage.inputBits(),
          stage.outputBits(),
          stage.cycles(),
          estimate.of(stage),
          HlsResources.of(HlsModel.FINN.of(stage)));
    }
  }

  /** One object, over several lines. */
  public static String of(Estimate estimate, Optional<SimulatedCycles> simulated) {
    Timing timing = estimate.timing();
    Clock clock = estimate.clock();
    return ResultJson.text(
        new EstimateJson(
            estimate.pipeline().name(),
            estimate.precision(),
            estimate.board().toString(),
            estimate.board().part(),
            clock.megahertz(),
            "formula",
            timing.perImage(),
            estimate.imagesPerSecond(),
            Latencies.of(timing, clock),
            simulated.map(cycles -> Simulation.of(cycles, clock)).orElse(null),
            estimate.operations(),
            estimate.gigaOperations(),
            estimate.peakGigaOperations(),
            estimate.pipeline().stages().stream()
                .map(stage -> LayerEstimate.of(stage, estimate))
                .toList(),
            estimate.around(),
            estimate.total(),
            estimate.board().budget(),
            estimate.fits(),
            HlsResources.of(estimate.hls()),
            estimate.roofline()));
  }
}
