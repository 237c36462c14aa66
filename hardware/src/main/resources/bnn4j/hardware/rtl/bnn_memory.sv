// Memory of parameters: one port to write, one to read.
//
// Ports     write, write_at, write_data  stores a word
//           read, read_at                asks for a word
//           read_data                    has it from the next cycle on, until the next read
// Timing    Both ports once per cycle. What a word reads as in the cycle in which it is written is
//           not defined; parameters are not written while images run.
// Storage   DEPTH x WIDTH bits; block RAM or distributed RAM as the tool sees fit. If FOLDER is not
//           empty, it starts with the content of FOLDER/NAME, hexadecimal words for $readmemh.
`default_nettype none

module bnn_memory #(
    parameter int WIDTH  = 8,
    parameter int DEPTH  = 16,
    parameter int ADDRESS_BITS = 4,
    parameter     FOLDER = "",
    parameter     NAME   = "memory.mem"
) (
    input  logic                    clock,
    input  logic                    write,
    input  logic [ADDRESS_BITS-1:0] write_at,
    input  logic [       WIDTH-1:0] write_data,
    input  logic                    read,
    input  logic [ADDRESS_BITS-1:0] read_at,
    output logic [       WIDTH-1:0] read_data
);
  logic [WIDTH-1:0] words[0:DEPTH-1];

  generate
    if (FOLDER != "") begin : g_content
      initial $readmemh({FOLDER, "/", NAME}, words);
    end
  endgenerate

  always_ff @(posedge clock) begin
    if (write) words[write_at] <= write_data;
  end

  always_ff @(posedge clock) begin
    if (read) read_data <= words[read_at];
  end
endmodule

`default_nettype wire
