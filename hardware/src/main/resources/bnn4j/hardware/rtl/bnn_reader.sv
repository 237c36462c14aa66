// Reads images from memory over AXI4 and gives them on as a stream.
//
// Ports     start    high for one cycle: read that many images from the address on, one behind the
//                    other; address and images are taken in that cycle
//           m_axi_*  AXI4 master, read channels, 64-bit data and addresses
//           out_*    the words
// Timing    A word passes in the cycle in which it comes from memory. Addresses run ahead by up to
//           BURSTS bursts, so that the latency of the memory is hidden.
// Protocol  Bursts are incrementing, of 1 to 16 beats of 8 bytes, which AXI3 ports take too; they
//           end at multiples of 128 bytes, so none crosses 4 KiB, and at the end of an image.
//           The lowest three address bits are ignored. Error responses are ignored: there is no
//           register to tell of them.
`default_nettype none

module bnn_reader #(
    parameter int IMAGE_WORDS = 13,
    parameter int BURSTS      = 4
) (
    input  logic        clock,
    input  logic        reset,
    input  logic        start,
    input  logic [63:0] address,
    input  logic [31:0] images,
    output logic [63:0] m_axi_araddr,
    output logic [ 7:0] m_axi_arlen,
    output logic        m_axi_arvalid,
    input  logic        m_axi_arready,
    input  logic [63:0] m_axi_rdata,
    input  logic        m_axi_rlast,
    input  logic        m_axi_rvalid,
    output logic        m_axi_rready,
    output logic [63:0] out_data,
    output logic        out_valid,
    input  logic        out_ready
);
  localparam int OPEN_BITS = $clog2(BURSTS + 1);
  localparam logic [OPEN_BITS-1:0] MOST_OPEN = BURSTS[OPEN_BITS-1:0];
  localparam logic [OPEN_BITS-1:0] ONE_OPEN = 1;

  logic idle;
  logic [60:0] at;
  logic [4:0] beats;
  logic [OPEN_BITS-1:0] open;  // bursts asked for and not yet read
  logic ask;
  logic asked;
  logic answered;
  logic unused;

  assign unused = &{1'b0, address[2:0]};
  assign out_data = m_axi_rdata;
  assign out_valid = m_axi_rvalid;
  assign m_axi_rready = out_ready;

  assign asked = m_axi_arvalid && m_axi_arready;
  assign answered = m_axi_rvalid && m_axi_rready && m_axi_rlast;
  assign ask = !idle && !m_axi_arvalid && open != MOST_OPEN;

  bnn_bursts #(
      .IMAGE_WORDS(IMAGE_WORDS)
  ) bursts (
      .clock(clock),
      .reset(reset),
      .start(start),
      .address(address[63:3]),
      .images(images),
      .next(ask),
      .idle(idle),
      .at(at),
      .beats(beats)
  );

  always_ff @(posedge clock) begin
    if (reset) begin
      m_axi_arvalid <= 1'b0;
      open <= '0;
    end else begin
      if (ask) m_axi_arvalid <= 1'b1;
      else if (asked) m_axi_arvalid <= 1'b0;
      if (ask && !answered) open <= open + ONE_OPEN;
      if (answered && !ask) open <= open - ONE_OPEN;
    end
    if (ask) begin
      m_axi_araddr <= {at, 3'd0};
      m_axi_arlen <= {3'd0, beats - 5'd1};
    end
  end
endmodule

`default_nettype wire
