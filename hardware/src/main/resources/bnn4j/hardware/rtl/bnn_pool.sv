// Max pool: the largest value of each SIZE x SIZE square of pixels, squares side by side.
//
// Ports     in_*   DIMENSION x DIMENSION pixels row by row, WORDS words each; a word holds LANES
//                  values of BITS bits
//           out_*  the pooled pixels in the same form
// Timing    One word per cycle in. A pooled word leaves in the cycle in which the last word of its
//           square comes in: there is no register between in and out.
// Protocol  valid/ready as in bnn_fifo. in_ready follows out_ready in the same cycle.
// Values    BITS = 1: -1 and +1 as bits 0 and 1. Otherwise two's complement.
// Storage   The largest so far of the squares of a row: DIMENSION/SIZE * WORDS words, read without
//           a clock: distributed RAM.
`default_nettype none

module bnn_pool #(
    parameter int LANES     = 4,
    parameter int BITS      = 1,
    parameter int WORDS     = 2,
    parameter int DIMENSION = 4,
    parameter int SIZE      = 2
) (
    input  logic                  clock,
    input  logic                  reset,
    input  logic [LANES*BITS-1:0] in_data,
    input  logic                  in_valid,
    output logic                  in_ready,
    output logic [LANES*BITS-1:0] out_data,
    output logic                  out_valid,
    input  logic                  out_ready
);
  localparam int SQUARES = DIMENSION / SIZE;
  localparam int DEPTH = SQUARES * WORDS;
  localparam int ADDRESS_BITS = (DEPTH > 1) ? $clog2(DEPTH) : 1;
  localparam int BACK_WORDS = WORDS - 1;
  localparam logic [ADDRESS_BITS-1:0] BACK = BACK_WORDS[ADDRESS_BITS-1:0];
  localparam logic [ADDRESS_BITS-1:0] NEXT = 1;

  logic [LANES*BITS-1:0] largest[0:DEPTH-1];
  logic [LANES*BITS-1:0] earlier;
  logic [ADDRESS_BITS-1:0] at;
  logic step;
  logic last_word;
  logic last_column;  // of a square
  logic last_square;  // of a row
  logic last_row;  // of a square
  logic first_column;
  logic first_row;
  logic pixel_ends;
  logic square_row_ends;
  logic row_ends;

  assign out_valid = in_valid && last_column && last_row;
  assign in_ready = out_ready || !(last_column && last_row);
  assign step = in_valid && in_ready;
  assign earlier = largest[at];

  generate
    for (genvar lane = 0; lane < LANES; lane++) begin : g_lane
      logic [BITS-1:0] value;
      logic [BITS-1:0] other;
      logic [BITS-1:0] larger;
      assign value = in_data[lane*BITS+:BITS];
      assign other = earlier[lane*BITS+:BITS];
      if (BITS == 1) begin : g_bit
        assign larger = value | other;
      end else begin : g_number
        assign larger = ($signed(value) > $signed(other)) ? value : other;
      end
      assign out_data[lane*BITS+:BITS] = (first_column && first_row) ? value : larger;
    end
  endgenerate

  always_ff @(posedge clock) begin
    if (step) largest[at] <= out_data;
  end

  bnn_counter #(
      .COUNT(WORDS)
  ) word (
      .clock(clock),
      .reset(reset),
      .step (step),
      .last (last_word)
  );
  assign pixel_ends = step && last_word;
  bnn_counter #(
      .COUNT(SIZE)
  ) column (
      .clock(clock),
      .reset(reset),
      .step (pixel_ends),
      .last (last_column)
  );
  assign square_row_ends = pixel_ends && last_column;
  bnn_counter #(
      .COUNT(SQUARES)
  ) square (
      .clock(clock),
      .reset(reset),
      .step (square_row_ends),
      .last (last_square)
  );
  assign row_ends = square_row_ends && last_square;
  bnn_counter #(
      .COUNT(SIZE)
  ) row (
      .clock(clock),
      .reset(reset),
      .step (row_ends),
      .last (last_row)
  );

  always_ff @(posedge clock) begin
    if (reset) begin
      at <= '0;
      first_column <= 1'b1;
      first_row <= 1'b1;
    end else begin
      if (row_ends) at <= '0;
      else if (pixel_ends && !last_column) at <= at - BACK;
      else if (step) at <= at + NEXT;
      if (pixel_ends) first_column <= last_column;
      if (row_ends) first_row <= last_row;
    end
  end
endmodule

`default_nettype wire
