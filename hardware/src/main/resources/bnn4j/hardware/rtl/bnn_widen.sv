// Joins RATIO narrow words into a wide one, the first in the least significant bits.
//
// Ports     in_*   stream of IN bits
//           out_*  stream of RATIO*IN bits
// Timing    The wide word leaves in the cycle after its last part came in. One part per cycle in,
//           without a pause between wide words.
// Protocol  valid/ready as in bnn_fifo. in_ready follows out_ready in the same cycle.
`default_nettype none

module bnn_widen #(
    parameter int IN    = 8,
    parameter int RATIO = 2
) (
    input  logic                clock,
    input  logic                reset,
    input  logic [      IN-1:0] in_data,
    input  logic                in_valid,
    output logic                in_ready,
    output logic [RATIO*IN-1:0] out_data,
    output logic                out_valid,
    input  logic                out_ready
);
  logic pushed;
  logic last;

  assign in_ready = !out_valid || out_ready;
  assign pushed = in_valid && in_ready;

  bnn_counter #(
      .COUNT(RATIO)
  ) part (
      .clock(clock),
      .reset(reset),
      .step (pushed),
      .last (last)
  );

  // Parts enter at the top, so the first is at the bottom once all are in.
  always_ff @(posedge clock) begin
    if (pushed) out_data <= {in_data, out_data[RATIO*IN-1:IN]};
  end

  always_ff @(posedge clock) begin
    if (reset) out_valid <= 1'b0;
    else if (in_ready) out_valid <= pushed && last;
  end
endmodule

`default_nettype wire
