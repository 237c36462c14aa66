package bnn4j.hardware.rtl;

/** Writes {@code simulation}: the overlay under test, and what watches it. */
public final class SimulationSource {
  /** Name of the module. */
  public static final String TOP = "simulation";

  /** What can be written to {@code trace.txt}. */
  public enum Watch {
    /** Nothing, which is fastest. */
    NOTHING,
    /** What passes the stages, see {@link ProbeSource}. */
    STREAMS,
    /** The most words that ever waited before each stage, see {@link ProbeSource}. */
    LEVELS
  }

  private SimulationSource() {}

  /** The text of the module. */
  public static String of(Pipeline pipeline, Watch watch) {
    String watching =
        switch (watch) {
          case NOTHING -> UNWATCHED;
          case STREAMS -> WATCHED + ProbeSource.of(pipeline, "dut.network", "ap_clk");
          case LEVELS -> WATCHED + ProbeSource.levels(pipeline, "dut.network", "ap_clk");
        };
    return "module %s (\n%s,\n    input logic trace\n);\n%s%s\nendmodule\n"
        .formatted(TOP, TopSource.PORTS.stripTrailing(), BODY, watching);
  }

  private static final String BODY =
      """
        overlay dut (.*);

        bnn_axi_checks checks (
            .clock(ap_clk),
            .reset(!ap_rst_n),
            .araddr(m_axi_hostmem_araddr),
            .arlen(m_axi_hostmem_arlen),
            .arsize(m_axi_hostmem_arsize),
            .arburst(m_axi_hostmem_arburst),
            .arvalid(m_axi_hostmem_arvalid),
            .arready(m_axi_hostmem_arready),
            .awaddr(m_axi_hostmem_awaddr),
            .awlen(m_axi_hostmem_awlen),
            .awsize(m_axi_hostmem_awsize),
            .awburst(m_axi_hostmem_awburst),
            .awvalid(m_axi_hostmem_awvalid),
            .awready(m_axi_hostmem_awready),
            .wdata(m_axi_hostmem_wdata),
            .wlast(m_axi_hostmem_wlast),
            .wvalid(m_axi_hostmem_wvalid),
            .wready(m_axi_hostmem_wready)
        );
      """;

  private static final String UNWATCHED =
      """
        logic unused;
        assign unused = &{1'b0, trace};
      """;

  private static final String WATCHED =
      """
        logic [31:0] file;
        logic [31:0] to;
        logic [63:0] cycle;
        logic traced;
        assign to = trace ? file : 0;
        initial file = $fopen("trace.txt", "w");
        initial cycle = 0;
        always @(posedge ap_clk) begin
          cycle <= cycle + 1;
          traced <= trace;
          if (traced && !trace) $fflush(file);
        end
      """;
}
