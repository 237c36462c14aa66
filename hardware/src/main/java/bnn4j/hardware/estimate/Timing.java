package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;

/**
 * Clock cycles of a pipeline.
 *
 * @param perImage between two results when images follow one another
 * @param latency of an image that comes alone, in this project's SystemVerilog
 * @param hlsLatency of the same in HLS as BNN-PYNQ's bitstreams are
 * @param sum of all layers and their windows, which would be the latency if each waited for the one
 *     before; what FINN calls the critical path
 */
public record Timing(long perImage, long latency, long hlsLatency, long sum) {
  /** By formulas. */
  public static Timing of(Pipeline pipeline) {
    return new Timing(
        pipeline.bottleneck(),
        Wavefront.cycles(pipeline, Wavefront.Flow.RTL),
        Wavefront.cycles(pipeline, Wavefront.Flow.HLS),
        pipeline.stages().stream().mapToLong(s -> s.cycles() + windowCycles(s)).sum());
  }

  /**
   * Cycles in which a window of FINN's HLS library takes an image in and gives its windows out
   * ({@code convolutioninputgenerator_hls.py}); 0 for a dense layer.
   */
  private static long windowCycles(Stage stage) {
    return stage.map().map(map -> windowCycles(map, stage.pixelWords())).orElse(0L);
  }

  private static long windowCycles(Stage.Map map, long words) {
    long read = map.dimension() * words;
    long write = map.positions() * (long) map.kernel() * map.kernel() * words;
    return map.kernel() * read + map.positions() * Math.max(read, write);
  }
}
