package bnn4j.hardware.rtl;

/** Writes {@code overlay}: the network between the registers and the memory of a processor. */
final class TopSource {
  private TopSource() {}

  /**
   * The text of the module.
   *
   * @param memories folder of the memories' contents; empty for none
   */
  static String of(Pipeline pipeline, String memories) {
    return TEXT.formatted(
        pipeline.name(), memories, PORTS, pipeline.inputWords(), pipeline.outputWords());
  }

  private static final String TEXT =
      """
      // The overlay %s: generated, do not edit.
      //
      // Ports     s_axi_control_*  AXI4-Lite slave: the registers, see bnn_control
      //           m_axi_hostmem_*  AXI4 master, 64 bits: images and results, see bnn_reader and bnn_writer
      //           ap_clk           clock of everything; both AXI ports belong to it
      //           ap_rst_n         reset, low for at least one cycle of it
      //           irq              interrupt, level, high while one is pending
      // Timing    A parameter is stored within 4 cycles of its start. Images are read and results are
      //           written while others are computed.
      // Names     The AXI ports have those of BNN-PYNQ's overlays; Vivado infers the interfaces from
      //           the names, clock, reset and interrupt from the attributes.
      `default_nettype none

      module overlay #(
          parameter FOLDER = "%s"  // of the memories' contents, see bnn_memory
      ) (
      %s);
        localparam int INPUT_WORDS = %d;
        localparam int OUTPUT_WORDS = %d;

        logic reset;
        logic start;
        logic done;
        logic stored;
        logic written;
        logic store;
        logic [63:0] input_address;
        logic [63:0] output_address;
        logic [31:0] target;
        logic [31:0] pe;
        logic [31:0] index;
        logic [31:0] which;
        logic [63:0] value;
        logic [31:0] images;
        logic [63:0] in_data;
        logic in_valid;
        logic in_ready;
        logic [63:0] out_data;
        logic out_valid;
        logic out_ready;
        logic unused;

        // Response codes are ignored: there is no register for them.
        assign unused = &{1'b0, m_axi_hostmem_rresp, m_axi_hostmem_bresp};

        // Of the reset, only a register goes across the whole chip.
        always_ff @(posedge ap_clk) begin
          reset <= !ap_rst_n;
          stored <= !reset && start && store;
        end
        assign done = stored || written;

        bnn_control control (
            .clock(ap_clk),
            .reset(reset),
            .s_axi_awaddr(s_axi_control_awaddr),
            .s_axi_awvalid(s_axi_control_awvalid),
            .s_axi_awready(s_axi_control_awready),
            .s_axi_wdata(s_axi_control_wdata),
            .s_axi_wstrb(s_axi_control_wstrb),
            .s_axi_wvalid(s_axi_control_wvalid),
            .s_axi_wready(s_axi_control_wready),
            .s_axi_bresp(s_axi_control_bresp),
            .s_axi_bvalid(s_axi_control_bvalid),
            .s_axi_bready(s_axi_control_bready),
            .s_axi_araddr(s_axi_control_araddr),
            .s_axi_arvalid(s_axi_control_arvalid),
            .s_axi_arready(s_axi_control_arready),
            .s_axi_rdata(s_axi_control_rdata),
            .s_axi_rresp(s_axi_control_rresp),
            .s_axi_rvalid(s_axi_control_rvalid),
            .s_axi_rready(s_axi_control_rready),
            .start(start),
            .done(done),
            .irq(irq),
            .input_address(input_address),
            .output_address(output_address),
            .store(store),
            .target(target),
            .pe(pe),
            .index(index),
            .which(which),
            .value(value),
            .images(images)
        );

        // Incrementing bursts of 8-byte beats, bufferable and modifiable, without privileges.
        assign m_axi_hostmem_arsize = 3'b011;
        assign m_axi_hostmem_arburst = 2'b01;
        assign m_axi_hostmem_arlock = 1'b0;
        assign m_axi_hostmem_arcache = 4'b0011;
        assign m_axi_hostmem_arprot = 3'b000;
        assign m_axi_hostmem_arqos = 4'b0000;
        assign m_axi_hostmem_awsize = 3'b011;
        assign m_axi_hostmem_awburst = 2'b01;
        assign m_axi_hostmem_awlock = 1'b0;
        assign m_axi_hostmem_awcache = 4'b0011;
        assign m_axi_hostmem_awprot = 3'b000;
        assign m_axi_hostmem_awqos = 4'b0000;
        assign m_axi_hostmem_wstrb = 8'hff;

        bnn_reader #(
            .IMAGE_WORDS(INPUT_WORDS)
        ) reader (
            .clock(ap_clk),
            .reset(reset),
            .start(start && !store),
            .address(input_address),
            .images(images),
            .m_axi_araddr(m_axi_hostmem_araddr),
            .m_axi_arlen(m_axi_hostmem_arlen),
            .m_axi_arvalid(m_axi_hostmem_arvalid),
            .m_axi_arready(m_axi_hostmem_arready),
            .m_axi_rdata(m_axi_hostmem_rdata),
            .m_axi_rlast(m_axi_hostmem_rlast),
            .m_axi_rvalid(m_axi_hostmem_rvalid),
            .m_axi_rready(m_axi_hostmem_rready),
            .out_data(in_data),
            .out_valid(in_valid),
            .out_ready(in_ready)
        );

        bnn_network #(
            .FOLDER(FOLDER)
        ) network (
            .clock(ap_clk),
            .reset(reset),
            .param_valid(start && store),
            .param_target(target),
            .param_pe(pe),
            .param_index(index),
            .param_which(which),
            .param_value(value),
            .in_data(in_data),
            .in_valid(in_valid),
            .in_ready(in_ready),
            .out_data(out_data),
            .out_valid(out_valid),
            .out_ready(out_ready)
        );

        bnn_writer #(
            .IMAGE_WORDS(OUTPUT_WORDS)
        ) writer (
            .clock(ap_clk),
            .reset(reset),
            .start(start && !store),
            .done(written),
            .address(output_address),
            .images(images),
            .m_axi_awaddr(m_axi_hostmem_awaddr),
            .m_axi_awlen(m_axi_hostmem_awlen),
            .m_axi_awvalid(m_axi_hostmem_awvalid),
            .m_axi_awready(m_axi_hostmem_awready),
            .m_axi_wdata(m_axi_hostmem_wdata),
            .m_axi_wlast(m_axi_hostmem_wlast),
            .m_axi_wvalid(m_axi_hostmem_wvalid),
            .m_axi_wready(m_axi_hostmem_wready),
            .m_axi_bvalid(m_axi_hostmem_bvalid),
            .m_axi_bready(m_axi_hostmem_bready),
            .in_data(out_data),
            .in_valid(out_valid),
            .in_ready(out_ready)
        );
      endmodule

      `default_nettype wire
      """;

  /** Its ports, which a module around it can have too. */
  static final String PORTS =
      """
          (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 ap_clk CLK" *)
          (* X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axi_control:m_axi_hostmem, ASSOCIATED_RESET ap_rst_n" *)
          input  logic        ap_clk,
          (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 ap_rst_n RST" *)
          (* X_INTERFACE_PARAMETER = "POLARITY ACTIVE_LOW" *)
          input  logic        ap_rst_n,
          (* X_INTERFACE_INFO = "xilinx.com:signal:interrupt:1.0 irq INTERRUPT" *)
          (* X_INTERFACE_PARAMETER = "SENSITIVITY LEVEL_HIGH" *)
          output logic        irq,

          input  logic [ 6:0] s_axi_control_awaddr,
          input  logic        s_axi_control_awvalid,
          output logic        s_axi_control_awready,
          input  logic [31:0] s_axi_control_wdata,
          input  logic [ 3:0] s_axi_control_wstrb,
          input  logic        s_axi_control_wvalid,
          output logic        s_axi_control_wready,
          output logic [ 1:0] s_axi_control_bresp,
          output logic        s_axi_control_bvalid,
          input  logic        s_axi_control_bready,
          input  logic [ 6:0] s_axi_control_araddr,
          input  logic        s_axi_control_arvalid,
          output logic        s_axi_control_arready,
          output logic [31:0] s_axi_control_rdata,
          output logic [ 1:0] s_axi_control_rresp,
          output logic        s_axi_control_rvalid,
          input  logic        s_axi_control_rready,

          output logic [63:0] m_axi_hostmem_araddr,
          output logic [ 7:0] m_axi_hostmem_arlen,
          output logic [ 2:0] m_axi_hostmem_arsize,
          output logic [ 1:0] m_axi_hostmem_arburst,
          output logic        m_axi_hostmem_arlock,
          output logic [ 3:0] m_axi_hostmem_arcache,
          output logic [ 2:0] m_axi_hostmem_arprot,
          output logic [ 3:0] m_axi_hostmem_arqos,
          output logic        m_axi_hostmem_arvalid,
          input  logic        m_axi_hostmem_arready,
          input  logic [63:0] m_axi_hostmem_rdata,
          input  logic [ 1:0] m_axi_hostmem_rresp,
          input  logic        m_axi_hostmem_rlast,
          input  logic        m_axi_hostmem_rvalid,
          output logic        m_axi_hostmem_rready,
          output logic [63:0] m_axi_hostmem_awaddr,
          output logic [ 7:0] m_axi_hostmem_awlen,
          output logic [ 2:0] m_axi_hostmem_awsize,
          output logic [ 1:0] m_axi_hostmem_awburst,
          output logic        m_axi_hostmem_awlock,
          output logic [ 3:0] m_axi_hostmem_awcache,
          output logic [ 2:0] m_axi_hostmem_awprot,
          output logic [ 3:0] m_axi_hostmem_awqos,
          output logic        m_axi_hostmem_awvalid,
          input  logic        m_axi_hostmem_awready,
          output logic [63:0] m_axi_hostmem_wdata,
          output logic [ 7:0] m_axi_hostmem_wstrb,
          output logic        m_axi_hostmem_wlast,
          output logic        m_axi_hostmem_wvalid,
          input  logic        m_axi_hostmem_wready,
          input  logic [ 1:0] m_axi_hostmem_bresp,
          input  logic        m_axi_hostmem_bvalid,
          output logic        m_axi_hostmem_bready
      """;
}
