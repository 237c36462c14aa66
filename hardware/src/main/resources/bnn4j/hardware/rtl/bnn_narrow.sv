// Cuts wide words into RATIO narrow ones, the least significant first.
//
// Ports     in_*   stream of RATIO*OUT bits
//           out_*  stream of OUT bits
// Timing    The first part leaves in the cycle after the word came in; then one part per cycle,
//           also across words.
// Protocol  valid/ready as in bnn_fifo. in_ready follows out_ready in the same cycle.
// Frames    If FRAME is not 0, frames are FRAME parts long and each starts with a new word: parts
//           that the last word of a frame has too many are dropped.
`default_nettype none

module bnn_narrow #(
    parameter int OUT   = 8,
    parameter int RATIO = 2,
    parameter int FRAME = 0
) (
    input  logic                 clock,
    input  logic                 reset,
    input  logic [RATIO*OUT-1:0] in_data,
    input  logic                 in_valid,
    output logic                 in_ready,
    output logic [      OUT-1:0] out_data,
    output logic                 out_valid,
    input  logic                 out_ready
);
  localparam int COUNT_BITS = $clog2(RATIO + 1);
  localparam logic [COUNT_BITS-1:0] ALL = RATIO[COUNT_BITS-1:0];
  localparam logic [COUNT_BITS-1:0] ONE = 1;

  logic [RATIO*OUT-1:0] held;
  logic [COUNT_BITS-1:0] left;
  logic popped;
  logic frame_ends;

  assign out_valid = (left != '0);
  assign out_data = held[OUT-1:0];
  assign popped = out_valid && out_ready;
  assign in_ready = !out_valid || (out_ready && (left == ONE || frame_ends));

  always_ff @(posedge clock) begin
    if (in_valid && in_ready) held <= in_data;
    else if (popped) held <= {{OUT{1'b0}}, held[RATIO*OUT-1:OUT]};
  end

  always_ff @(posedge clock) begin
    if (reset) left <= '0;
    else if (in_valid && in_ready) left <= ALL;
    else if (popped) left <= frame_ends ? '0 : left - ONE;
  end

  generate
    if (FRAME == 0) begin : g_endless
      assign frame_ends = 1'b0;
    end else begin : g_frames
      bnn_counter #(
          .COUNT(FRAME)
      ) part (
          .clock(clock),
          .reset(reset),
          .step (popped),
          .last (frame_ends)
      );
    end
  endgenerate
endmodule

`default_nettype wire
