// Changes the width of a stream from IN to OUT bits; wires if both are the same.
//
// Ports     in_*   stream of IN bits
//           out_*  the same bits, the first in the least significant place, OUT at a time
// Timing    As bnn_narrow, bnn_widen or bnn_gearbox, whichever the widths need; none at all if they
//           are the same.
// Protocol  valid/ready as in bnn_fifo. in_ready follows out_ready in the same cycle.
// Frames    If FRAME is not 0, frames are FRAME output words long and each starts with a new input
//           word; what the last input word of a frame has too many is dropped, less than IN bits.
`default_nettype none

module bnn_regroup #(
    parameter int IN    = 8,
    parameter int OUT   = 8,
    parameter int UNIT  = 8,  // largest common divisor of IN and OUT
    parameter int FRAME = 0
) (
    input  logic           clock,
    input  logic           reset,
    input  logic [ IN-1:0] in_data,
    input  logic           in_valid,
    output logic           in_ready,
    output logic [OUT-1:0] out_data,
    output logic           out_valid,
    input  logic           out_ready
);
  generate
    if (IN == OUT) begin : g_same
      logic unused;
      assign unused = &{1'b0, clock, reset};
      assign out_data = in_data;
      assign out_valid = in_valid;
      assign in_ready = out_ready;
    end else if (IN % OUT == 0) begin : g_narrow
      bnn_narrow #(
          .OUT  (OUT),
          .RATIO(IN / OUT),
          .FRAME(FRAME)
      ) narrow (
          .clock(clock),
          .reset(reset),
          .in_data(in_data),
          .in_valid(in_valid),
          .in_ready(in_ready),
          .out_data(out_data),
          .out_valid(out_valid),
          .out_ready(out_ready)
      );
    end else if (OUT % IN == 0) begin : g_widen
      bnn_widen #(
          .IN   (IN),
          .RATIO(OUT / IN)
      ) widen (
          .clock(clock),
          .reset(reset),
          .in_data(in_data),
          .in_valid(in_valid),
          .in_ready(in_ready),
          .out_data(out_data),
          .out_valid(out_valid),
          .out_ready(out_ready)
      );
    end else begin : g_gearbox
      bnn_gearbox #(
          .IN   (IN),
          .OUT  (OUT),
          .UNIT (UNIT),
          .FRAME(FRAME)
      ) gearbox (
          .clock(clock),
          .reset(reset),
          .in_data(in_data),
          .in_valid(in_valid),
          .in_ready(in_ready),
          .out_data(out_data),
          .out_valid(out_valid),
          .out_ready(out_ready)
      );
    end
  endgenerate
endmodule

`default_nettype wire
