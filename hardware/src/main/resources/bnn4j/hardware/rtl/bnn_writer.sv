// Writes results from a stream to memory over AXI4.
//
// Ports     start    high for one cycle: write the results of that many images from the address on,
//                    one behind the other; address and images are taken in that cycle
//           done     high for one cycle: all of them are in memory
//           m_axi_*  AXI4 master, write channels, 64-bit data and addresses
//           in_*     the words
// Timing    A word passes in the cycle in which memory takes it; between bursts one cycle or two
//           pass for the address. Responses are waited for at the end only, at most 15 at a time.
// Protocol  Bursts as in bnn_reader. An address is sent before its data are there. Error responses
//           are ignored: there is no register to tell of them.
`default_nettype none

module bnn_writer #(
    parameter int IMAGE_WORDS = 1
) (
    input  logic        clock,
    input  logic        reset,
    input  logic        start,
    output logic        done,
    input  logic [63:0] address,
    input  logic [31:0] images,
    output logic [63:0] m_axi_awaddr,
    output logic [ 7:0] m_axi_awlen,
    output logic        m_axi_awvalid,
    input  logic        m_axi_awready,
    output logic [63:0] m_axi_wdata,
    output logic        m_axi_wlast,
    output logic        m_axi_wvalid,
    input  logic        m_axi_wready,
    input  logic        m_axi_bvalid,
    output logic        m_axi_bready,
    input  logic [63:0] in_data,
    input  logic        in_valid,
    output logic        in_ready
);
  logic busy;
  logic idle;
  logic [60:0] at;
  logic [4:0] beats;
  logic [4:0] beats_left;  // of the burst whose data are sent
  logic [3:0] open;  // bursts without a response
  logic ask;
  logic sent;
  logic unused;

  assign unused = &{1'b0, address[2:0]};
  assign m_axi_bready = 1'b1;
  assign m_axi_wdata = in_data;
  assign m_axi_wlast = (beats_left == 5'd1);
  assign m_axi_wvalid = in_valid && beats_left != '0;
  assign in_ready = m_axi_wready && beats_left != '0;
  assign sent = m_axi_wvalid && m_axi_wready;
  assign ask = !idle && !m_axi_awvalid && open != 4'd15 && (beats_left == '0 || (sent && m_axi_wlast));
  assign done = busy && idle && !m_axi_awvalid && beats_left == '0 && open == '0;

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
      busy <= 1'b0;
      m_axi_awvalid <= 1'b0;
      beats_left <= '0;
      open <= '0;
    end else begin
      if (start) busy <= 1'b1;
      else if (done) busy <= 1'b0;

      if (ask) m_axi_awvalid <= 1'b1;
      else if (m_axi_awready) m_axi_awvalid <= 1'b0;

      if (ask) beats_left <= beats;
      else if (sent) beats_left <= beats_left - 5'd1;

      if (ask && !m_axi_bvalid) open <= open + 4'd1;
      if (m_axi_bvalid && !ask) open <= open - 4'd1;
    end
    if (ask) begin
      m_axi_awaddr <= {at, 3'd0};
      m_axi_awlen <= {3'd0, beats - 5'd1};
    end
  end
endmodule

`default_nettype wire
