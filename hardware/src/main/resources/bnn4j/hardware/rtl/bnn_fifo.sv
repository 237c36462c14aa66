// First-in first-out buffer between two stages.
//
// Ports     in_*   stream of WIDTH-bit words into the buffer
//           out_*  the same words in the same order
// Timing    A word can leave in the cycle after it came in. One word per cycle in and out.
//           Neither ready depends on the other side's in the same cycle, so the buffer also cuts
//           the chain of ready signals.
// Protocol  A word moves in each cycle in which valid and ready are both high. Valid never waits
//           for ready; data stay as they are while valid is high and ready is low.
// Storage   DEPTH x WIDTH bits, read without a clock: distributed RAM.
`default_nettype none

module bnn_fifo #(
    parameter int WIDTH = 8,
    parameter int DEPTH = 2
) (
    input  logic             clock,
    input  logic             reset,
    input  logic [WIDTH-1:0] in_data,
    input  logic             in_valid,
    output logic             in_ready,
    output logic [WIDTH-1:0] out_data,
    output logic             out_valid,
    input  logic             out_ready
);
  localparam int ADDRESS_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;
  localparam int LEVEL_BITS = $clog2(DEPTH + 1);
  localparam int LAST_WORD = DEPTH - 1;
  localparam logic [ADDRESS_BITS-1:0] LAST = LAST_WORD[ADDRESS_BITS-1:0];
  localparam logic [ADDRESS_BITS-1:0] STEP = 1;
  localparam logic [LEVEL_BITS-1:0] FULL = DEPTH[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] ONE = 1;

  logic [WIDTH-1:0] words[0:DEPTH-1];
  logic [ADDRESS_BITS-1:0] write_at;
  logic [ADDRESS_BITS-1:0] read_at;
  logic [LEVEL_BITS-1:0] level;
  logic pushed;
  logic popped;

  assign in_ready = (level != FULL);
  assign out_valid = (level != '0);
  assign out_data = words[read_at];
  assign pushed = in_valid && in_ready;
  assign popped = out_valid && out_ready;

  always_ff @(posedge clock) begin
    if (pushed) words[write_at] <= in_data;
  end

  always_ff @(posedge clock) begin
    if (reset) begin
      write_at <= '0;
      read_at <= '0;
      level <= '0;
    end else begin
      if (pushed) write_at <= (write_at == LAST) ? '0 : write_at + STEP;
      if (popped) read_at <= (read_at == LAST) ? '0 : read_at + STEP;
      if (pushed && !popped) level <= level + ONE;
      if (popped && !pushed) level <= level - ONE;
    end
  end
endmodule

`default_nettype wire
