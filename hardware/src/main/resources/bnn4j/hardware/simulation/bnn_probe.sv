// Writes down the words that pass a place: for simulation only.
//
// Ports     valid    a word passes in this cycle
//           cycle    number of this cycle
//           file     where to, from $fopen; 0 for nowhere
// Lines     KIND LAYER cycle data, the last in hexadecimal. KIND: 0 sums before the thresholds,
//           1 values after them, 2 values after a pool.
`default_nettype none

module bnn_probe #(
    parameter int KIND  = 0,
    parameter int LAYER = 0,
    parameter int BITS  = 8
) (
    input logic            clock,
    input logic            valid,
    input logic [    63:0] cycle,
    input logic [    31:0] file,
    input logic [BITS-1:0] data
);
  always @(posedge clock) begin
    if (valid && file != 0) $fdisplay(file, "%0d %0d %0d %h", KIND, LAYER, cycle, data);
  end
endmodule

`default_nettype wire
