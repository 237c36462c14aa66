// Sliding window: turns a map, pixel by pixel, into the windows of a convolution.
//
// Ports     in_*   DIMENSION x DIMENSION pixels row by row, PIXEL_WORDS words each, images back to
//                  back
//           out_*  for each position of the KERNEL x KERNEL window, row by row (stride 1, no
//                  padding), the words of its pixels: window row, window column, word
// Timing    One word per cycle in, one per cycle out. A window starts in the cycle after its last
//           pixel came in and is sent without a pause; a word leaves one cycle after it is read.
// Protocol  valid/ready as in bnn_fifo. in_ready is a function of registers only.
// Storage   A ring of NEEDED + SLACK words: from the first to the last pixel of a window, and what
//           may come in while that window is still needed. A pixel leaves the ring as soon as no
//           later window has it, so no storage is bound to rows, nor to images.
`default_nettype none

module bnn_window #(
    parameter int WORD        = 8,
    parameter int PIXEL_WORDS = 1,
    parameter int DIMENSION   = 4,
    parameter int KERNEL      = 3,
    parameter int SLACK       = 4
) (
    input  logic            clock,
    input  logic            reset,
    input  logic [WORD-1:0] in_data,
    input  logic            in_valid,
    output logic            in_ready,
    output logic [WORD-1:0] out_data,
    output logic            out_valid,
    input  logic            out_ready
);
  localparam int POSITIONS = DIMENSION - KERNEL + 1;
  localparam int NEEDED_WORDS = ((KERNEL - 1) * DIMENSION + KERNEL) * PIXEL_WORDS;
  localparam int RING = NEEDED_WORDS + SLACK;
  localparam int LAST_WORD = RING - 1;
  localparam int LINE_WORDS = (KERNEL > 1) ? DIMENSION * PIXEL_WORDS : 0;
  localparam int ROW_END_WORDS = KERNEL * PIXEL_WORDS;

  localparam int ADDRESS_BITS = (RING > 1) ? $clog2(RING) : 1;
  localparam int SUM_BITS = ADDRESS_BITS + 1;
  localparam int LEVEL_BITS = $clog2(RING + 1);

  localparam logic [SUM_BITS-1:0] WRAP = RING[SUM_BITS-1:0];
  localparam logic [SUM_BITS-1:0] LINE = LINE_WORDS[SUM_BITS-1:0];
  localparam logic [ADDRESS_BITS-1:0] LAST = LAST_WORD[ADDRESS_BITS-1:0];
  localparam logic [ADDRESS_BITS-1:0] NEXT = 1;
  localparam logic [LEVEL_BITS-1:0] FULL = RING[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] NEEDED = NEEDED_WORDS[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] PIXEL = PIXEL_WORDS[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] ROW_END = ROW_END_WORDS[LEVEL_BITS-1:0];
  localparam logic [LEVEL_BITS-1:0] ONE = 1;

  logic [WORD-1:0] ring[0:RING-1];
  logic [ADDRESS_BITS-1:0] write_at;
  logic [ADDRESS_BITS-1:0] read_at;
  logic [ADDRESS_BITS-1:0] line_at;  // where the window's present row starts
  logic [ADDRESS_BITS-1:0] base_at;  // where the window starts
  logic [LEVEL_BITS-1:0] level;  // words in the ring from base_at on
  logic [LEVEL_BITS-1:0] freed;  // words that only this window and earlier ones needed
  logic [ADDRESS_BITS-1:0] next_line_at;
  logic [ADDRESS_BITS-1:0] next_base_at;
  logic pushed;
  logic started;
  logic step;
  logic last_word;
  logic last_line;
  logic window_ends;
  logic last_column;
  logic last_row;

  function automatic logic [ADDRESS_BITS-1:0] wrapped(input logic [SUM_BITS-1:0] sum);
    logic [SUM_BITS-1:0] beyond;
    logic unused;
    beyond = sum - WRAP;
    unused = beyond[SUM_BITS-1];
    wrapped = (sum >= WRAP) ? beyond[ADDRESS_BITS-1:0] : sum[ADDRESS_BITS-1:0];
  endfunction

  assign in_ready = (level != FULL);
  assign pushed = in_valid && in_ready;

  always_ff @(posedge clock) begin
    if (pushed) ring[write_at] <= in_data;
  end

  assign step = (started || level >= NEEDED) && (!out_valid || out_ready);

  always_ff @(posedge clock) begin
    if (step) out_data <= ring[read_at];
  end

  bnn_counter #(
      .COUNT(ROW_END_WORDS)
  ) word (
      .clock(clock),
      .reset(reset),
      .step (step),
      .last (last_word)
  );
  bnn_counter #(
      .COUNT(KERNEL)
  ) line (
      .clock(clock),
      .reset(reset),
      .step (step && last_word),
      .last (last_line)
  );
  assign window_ends = step && last_word && last_line;
  bnn_counter #(
      .COUNT(POSITIONS)
  ) column (
      .clock(clock),
      .reset(reset),
      .step (window_ends),
      .last (last_column)
  );
  bnn_counter #(
      .COUNT(POSITIONS)
  ) row (
      .clock(clock),
      .reset(reset),
      .step (window_ends && last_column),
      .last (last_row)
  );

  // The last window of a row frees all that is left of the row, the last one of an image all of it.
  assign freed = !last_column ? PIXEL : (last_row ? NEEDED : ROW_END);
  assign next_line_at = wrapped({1'b0, line_at} + LINE);
  assign next_base_at = wrapped({1'b0, base_at} + {{(SUM_BITS - LEVEL_BITS) {1'b0}}, freed});

  always_ff @(posedge clock) begin
    if (reset) begin
      write_at <= '0;
      read_at <= '0;
      line_at <= '0;
      base_at <= '0;
      level <= '0;
      started <= 1'b0;
      out_valid <= 1'b0;
    end else begin
      if (pushed) write_at <= (write_at == LAST) ? '0 : write_at + NEXT;

      if (window_ends) begin
        base_at <= next_base_at;
        line_at <= next_base_at;
        read_at <= next_base_at;
      end else if (step && last_word) begin
        line_at <= next_line_at;
        read_at <= next_line_at;
      end else if (step) begin
        read_at <= (read_at == LAST) ? '0 : read_at + NEXT;
      end

      level <= level + (pushed ? ONE : '0) - (window_ends ? freed : '0);
      if (step) started <= !window_ends;
      if (step) out_valid <= 1'b1;
      else if (out_ready) out_valid <= 1'b0;
    end
  end
endmodule

`default_nettype wire
