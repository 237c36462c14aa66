package bnn4j.hardware.rtl;

/** Writes the probes that look into {@code bnn_network} while it is simulated. */
public final class ProbeSource {
  private static final String PROBE =
      """
        bnn_probe #(
            .KIND(%d),
            .LAYER(%d),
            .BITS(%d)
        ) probe%d_%d (
            .clock(%s),
            .valid(%s),
            .cycle(cycle),
            .file(to),
            .data(%s)
        );
      """;

  private ProbeSource() {}

  /**
   * Instances of {@code bnn_probe} for each stage, for a module that has {@code cycle} and {@code
   * to}, the file to write to.
   *
   * @param network path of the instance of {@code bnn_network}
   * @param clock its name
   */
  public static String of(Pipeline pipeline, String network, String clock) {
    StringBuilder text = new StringBuilder();
    for (Stage stage : pipeline.stages()) {
      String layer = network + ".layer" + stage.index();
      text.append(
          probe(
              stage,
              0,
              stage.pe() * stage.sumBits(),
              clock,
              "%s.advance && %s.compare".formatted(layer, layer),
              layer + ".sums"));
      text.append(stream(stage, 1, clock, network + ".neurons" + stage.index()));
      if (stage.pooled()) {
        text.append(stream(stage, 2, clock, network + ".pooled" + stage.index()));
      }
    }
    return text.toString();
  }

  /**
   * As {@link #of}, but of the most words that wait before each stage: those of the FIFO, or those
   * in the ring beyond what a window needs. A line is written whenever there are more than ever.
   */
  public static String levels(Pipeline pipeline, String network, String clock) {
    StringBuilder text = new StringBuilder();
    for (Stage stage : pipeline.stages()) {
      boolean window = stage.map().isPresent();
      int needed = stage.map().map(m -> m.windowSpan() * stage.pixelWords()).orElse(0);
      String level = "%s.%s%d.level".formatted(network, window ? "window" : "fifo", stage.index());
      text.append(LEVEL.formatted(stage.index(), level, needed, clock));
    }
    return text.toString();
  }

  private static final String LEVEL =
      """
        int most%1$d;
        initial most%1$d = 0;
        always @(posedge %4$s) begin
          if (trace && int'(%2$s) - %3$d > most%1$d) begin
            most%1$d <= int'(%2$s) - %3$d;
            $fdisplay(file, "4 %1$d %%0d %%h", cycle, int'(%2$s) - %3$d);
          end
        end
      """;

  private static String stream(Stage stage, int kind, String clock, String stream) {
    String moves = "%s_valid && %s_ready".formatted(stream, stream);
    return probe(stage, kind, stage.resultBits(), clock, moves, stream + "_data");
  }

  private static String probe(
      Stage stage, int kind, int bits, String clock, String valid, String data) {
    return PROBE.formatted(kind, stage.index(), bits, kind, stage.index(), clock, valid, data);
  }
}
