// Changes the width of a stream where neither width is a multiple of the other.
//
// Ports     in_*   stream of IN bits
//           out_*  the same bits, the first in the least significant place, OUT at a time
// Timing    A word leaves in the cycle after its last bit came in. The wider side moves whenever
//           the narrower has given or taken enough: the narrower side moves every cycle.
// Protocol  valid/ready as in bnn_fifo. in_ready follows out_ready in the same cycle.
// Frames    If FRAME is not 0, frames are FRAME output words long and each starts with a new input
//           word: bits that the last input word of a frame has too many are dropped.
// Storage   IN+OUT-UNIT bits and a shifter in steps of UNIT, the largest common divisor of both.
`default_nettype none

module bnn_gearbox #(
    parameter int IN    = 3,
    parameter int OUT   = 2,
    parameter int UNIT  = 1,
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
  localparam int IN_UNITS = IN / UNIT;
  localparam int OUT_UNITS = OUT / UNIT;
  localparam int CAPACITY = IN_UNITS + OUT_UNITS - 1;
  localparam int BITS = CAPACITY * UNIT;
  localparam int LEVEL_BITS = $clog2(CAPACITY + 1);
  localparam logic [LEVEL_BITS-1:0] TAKEN = OUT_UNITS[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] GIVEN = IN_UNITS[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] ONE = 1;

  logic [BITS-1:0] held;
  logic [BITS-1:0] kept;
  logic [BITS-1:0] added;
  logic [LEVEL_BITS-1:0] level;
  logic [LEVEL_BITS-1:0] level_kept;
  logic [LEVEL_BITS-1:0] place;
  logic pushed;
  logic popped;
  logic frame_ends;

  assign out_valid = (level >= TAKEN);
  assign out_data = held[OUT-1:0];
  assign popped = out_valid && out_ready;
  assign pushed = in_valid && in_ready;

  // What remains of it after this cycle's output, and whether a word fits on top of that.
  assign level_kept = !popped ? level : (frame_ends ? '0 : level - TAKEN);
  assign kept = popped ? {{OUT{1'b0}}, held[BITS-1:OUT]} : held;
  assign in_ready = (level_kept < TAKEN);

  always_comb begin
    added = '0;
    place = '0;
    for (int at = 0; at < OUT_UNITS; at++) begin
      if (level_kept == place) added[at*UNIT+:IN] = in_data;
      place = place + ONE;
    end
  end

  // Bits above the level are 0, so that a word can be added with OR.
  always_ff @(posedge clock) begin
    if (reset) held <= '0;
    else if (popped && frame_ends) held <= pushed ? added : '0;
    else held <= pushed ? (kept | added) : kept;
  end

  always_ff @(posedge clock) begin
    if (reset) level <= '0;
    else level <= pushed ? level_kept + GIVEN : level_kept;
  end

  generate
    if (FRAME == 0) begin : g_endless
      assign frame_ends = 1'b0;
    end else begin : g_frames
      bnn_counter #(
          .COUNT(FRAME)
      ) word (
          .clock(clock),
          .reset(reset),
          .step (popped),
          .last (frame_ends)
      );
    end
  endgenerate
endmodule

`default_nettype wire
