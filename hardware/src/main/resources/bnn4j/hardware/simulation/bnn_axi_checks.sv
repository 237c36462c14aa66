// Checks that a master keeps to AXI4: for simulation only.
//
// Ports     all of one AXI4 master's requests, and the answers that end them
// Rules     What is valid and not taken stays valid and as it is. Bursts are incrementing, of 8-byte
//           beats, do not cross 4 KiB, and are of 16 beats at most. The last beat of a write is
//           marked, and no other.
`default_nettype none

module bnn_axi_checks (
    input logic        clock,
    input logic        reset,
    input logic [63:0] araddr,
    input logic [ 7:0] arlen,
    input logic [ 2:0] arsize,
    input logic [ 1:0] arburst,
    input logic        arvalid,
    input logic        arready,
    input logic [63:0] awaddr,
    input logic [ 7:0] awlen,
    input logic [ 2:0] awsize,
    input logic [ 1:0] awburst,
    input logic        awvalid,
    input logic        awready,
    input logic [63:0] wdata,
    input logic        wlast,
    input logic        wvalid,
    input logic        wready
);
  logic read_waits;
  logic write_waits;
  logic data_waits;
  logic [71:0] read_was;
  logic [71:0] write_was;
  logic [64:0] data_was;
  int beats[0:63];  // of bursts whose data are to come
  int first;
  int last;
  int sent;

  always @(posedge clock) begin
    read_waits <= arvalid && !arready;
    write_waits <= awvalid && !awready;
    data_waits <= wvalid && !wready;
    read_was <= {araddr, arlen};
    write_was <= {awaddr, awlen};
    data_was <= {wdata, wlast};
    if (reset) begin
      read_waits <= 1'b0;
      write_waits <= 1'b0;
      data_waits <= 1'b0;
      first <= 0;
      last <= 0;
      sent <= 0;
    end else begin
      if (read_waits && (!arvalid || {araddr, arlen} != read_was))
        $fatal(1, "AXI: a read address changed while it waited");
      if (write_waits && (!awvalid || {awaddr, awlen} != write_was))
        $fatal(1, "AXI: a write address changed while it waited");
      if (data_waits && (!wvalid || {wdata, wlast} != data_was))
        $fatal(1, "AXI: write data changed while they waited");
      if (arvalid) check(araddr, arlen, arsize, arburst);
      if (awvalid) check(awaddr, awlen, awsize, awburst);
      // The network's writer sets an address up in the cycle in which its data may begin.
      if (awvalid && !write_waits) begin
        beats[last % 64] <= 32'(awlen) + 1;
        last <= last + 1;
      end
      if (wvalid && wready) begin
        if (first == last && !(awvalid && !write_waits))
          $fatal(1, "AXI: write data without an address");
        if (wlast != (sent + 1 == length())) $fatal(1, "AXI: the last beat is marked wrong");
        sent <= wlast ? 0 : sent + 1;
        if (wlast) first <= first + 1;
      end
    end
  end

  function automatic int length();
    length = (first == last) ? 32'(awlen) + 1 : beats[first%64];
  endfunction

  task automatic check(input logic [63:0] address, input logic [7:0] len, input logic [2:0] size,
                       input logic [1:0] burst);
    if (size != 3'd3 || burst != 2'd1) $fatal(1, "AXI: no incrementing burst of 8-byte beats");
    if (len > 8'd15) $fatal(1, "AXI: a burst of more than 16 beats");
    if (address[2:0] != 3'd0) $fatal(1, "AXI: an address between words");
    if ({1'b0, address[11:3]} + {2'b00, len} > 10'd511) $fatal(1, "AXI: a burst crosses 4 KiB");
  endtask
endmodule

`default_nettype wire
