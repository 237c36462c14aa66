// Cuts images in memory into bursts.
//
// Ports     start     high for one cycle: begin with that many images from the address on, one
//                     behind the other; addresses count words of 8 bytes
//           next      high for one cycle: go on to the next burst
//           idle      no burst is left
//           at,beats  the burst: its first word, and its length
// Timing    The burst that follows is there in the cycle after next.
// Bursts    1 to 16 words; each ends at a multiple of 16 words or at the end of an image.
`default_nettype none

module bnn_bursts #(
    parameter int IMAGE_WORDS = 13
) (
    input  logic        clock,
    input  logic        reset,
    input  logic        start,
    input  logic [60:0] address,
    input  logic [31:0] images,
    input  logic        next,
    output logic        idle,
    output logic [60:0] at,
    output logic [ 4:0] beats
);
  localparam int WORD_BITS = (IMAGE_WORDS > 16) ? $clog2(IMAGE_WORDS + 1) : 5;
  localparam logic [WORD_BITS-1:0] IMAGE = IMAGE_WORDS[WORD_BITS-1:0];

  logic [31:0] images_left;
  logic [WORD_BITS-1:0] words_left;  // of the image
  logic [WORD_BITS-1:0] words_after;
  logic [4:0] to_boundary;
  logic image_ends;

  assign idle = (images_left == '0);
  assign to_boundary = 5'd16 - {1'b0, at[3:0]};
  assign image_ends = (words_left <= {{(WORD_BITS - 5) {1'b0}}, to_boundary});
  assign beats = image_ends ? words_left[4:0] : to_boundary;
  assign words_after = words_left - {{(WORD_BITS - 5) {1'b0}}, beats};

  always_ff @(posedge clock) begin
    if (reset) begin
      images_left <= '0;
    end else if (start) begin
      images_left <= images;
    end else if (next && image_ends) begin
      images_left <= images_left - 32'd1;
    end
    if (start) begin
      at <= address;
      words_left <= IMAGE;
    end else if (next) begin
      at <= at + {56'd0, beats};
      words_left <= image_ends ? IMAGE : words_after;
    end
  end
endmodule

`default_nettype wire
