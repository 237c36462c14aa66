package bnn4j.hardware.simulation;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.engine.LayerTrace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@code bnn_probe} writes down, sorted by kind and layer. */
final class TraceLines {
  private static final int SUMS = 0;
  private static final int VALUES = 1;
  private static final int POOLED = 2;
  private static final int KINDS = 3;

  /** A word that passed. */
  private record Line(long cycle, String hex) {}

  private final Pipeline pipeline;
  private final List<List<Line>> lines = new ArrayList<>();
  private final long start;

  /**
   * Sorts lines.
   *
   * @param start the cycle that counts as 0
   */
  TraceLines(Pipeline pipeline, long start, List<String> text) {
    this.pipeline = pipeline;
    this.start = start;
    for (int i = 0; i < KINDS * pipeline.stages().size(); i++) {
      lines.add(new ArrayList<>());
    }
    for (String line : text) {
      String[] parts = line.split(" ", -1);
      lines
          .get(KINDS * Integer.parseInt(parts[1]) + Integer.parseInt(parts[0]))
          .add(new Line(Long.parseLong(parts[2]), parts[3]));
    }
  }

  /** Each layer's values. */
  List<LayerTrace> layers() {
    return pipeline.stages().stream()
        .map(
            stage ->
                new LayerTrace(
                    values(stage, SUMS, stage.sumBits()).toArray(),
                    stage.thresholds() > 0 ? activations(stage, VALUES) : new byte[0],
                    activations(stage, POOLED)))
        .toList();
  }

  /** For each layer's sums when they were complete. */
  List<int[]> cycles() {
    return pipeline.stages().stream()
        .map(
            stage ->
                lines(stage, SUMS).stream()
                    .flatMapToInt(
                        line ->
                            IntStream.range(0, stage.pe()).map(pe -> (int) (line.cycle - start)))
                    .toArray())
        .toList();
  }

  /** A bit is 0 or 1, more bits are a number. */
  private byte[] activations(Stage stage, int kind) {
    int[] values = values(stage, kind, stage.outputBits()).toArray();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (stage.outputBits() == 1 ? values[i] & 1 : values[i]);
    }
    return bytes;
  }

  private IntStream values(Stage stage, int kind, int bits) {
    int unused = Integer.SIZE - bits;
    return lines(stage, kind).stream()
        .flatMapToInt(
            line -> {
              BigInteger word = new BigInteger(line.hex, 16);
              return IntStream.range(0, stage.pe())
                  .map(pe -> word.shiftRight(pe * bits).intValue() << unused >> unused);
            });
  }

  private List<Line> lines(Stage stage, int kind) {
    return lines.get(KINDS * stage.index() + kind);
  }
}
