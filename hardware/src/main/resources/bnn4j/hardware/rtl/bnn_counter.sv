// Counts steps from 0 to COUNT-1 and starts over.
//
// Ports     step  count this cycle
//           last  the step that is next is the last of its round
// Timing    last is a function of registers only.
`default_nettype none

module bnn_counter #(
    parameter int COUNT = 2
) (
    input  logic clock,
    input  logic reset,
    input  logic step,
    output logic last
);
  generate
    if (COUNT == 1) begin : g_always
      logic unused;
      assign unused = &{1'b0, clock, reset, step};
      assign last = 1'b1;
    end else begin : g_count
      localparam int BITS = $clog2(COUNT);
      localparam int LAST_VALUE = COUNT - 1;
      localparam logic [BITS-1:0] LAST = LAST_VALUE[BITS-1:0];
      localparam logic [BITS-1:0] ONE = 1;

      logic [BITS-1:0] value;
      assign last = (value == LAST);

      always_ff @(posedge clock) begin
        if (reset) value <= '0;
        else if (step) value <= last ? '0 : value + ONE;
      end
    end
  endgenerate
endmodule

`default_nettype wire
