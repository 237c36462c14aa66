// Sum of products of SIMD weights and SIMD inputs: what one processing element does in a cycle.
//
// Ports     enable   compute in this cycle
//           weights  bit plane by bit plane, the least significant first: WEIGHT_BITS x SIMD bits
//           inputs   INPUT_BITS of 1 and 2: bit plane by bit plane, INPUT_BITS x SIMD bits;
//                    otherwise value by value
//           sum      of the products, two's complement
// Timing    The sum is there in the cycle after enable, until the next.
// Values    Weights of 1 bit: 0 is -1, 1 is +1. Weights of 2 bits: two's complement, -2 to 1.
//           Inputs of 1 bit, POPCOUNT = 1: the sum is the number of equal bits.
//           Inputs of 1 bit, POPCOUNT = 0: 0 is -1, 1 is +1.
//           Inputs of 2 bits: -1, 0 or 1 in two's complement; never -2.
//           Inputs of more bits: two's complement.
// Logic     Products of few bits are counts of ones: a 1-bit by 2-bit product is two of them, one
//           of the products that are +1 and one of those that are -1.
`default_nettype none

module bnn_dot #(
    parameter int SIMD        = 8,
    parameter int WEIGHT_BITS = 1,
    parameter int INPUT_BITS  = 1,
    parameter int POPCOUNT    = 1,
    parameter int SUM_BITS    = 5
) (
    input  logic                               clock,
    input  logic                               enable,
    input  logic        [SIMD*WEIGHT_BITS-1:0] weights,
    input  logic        [ SIMD*INPUT_BITS-1:0] inputs,
    output logic signed [        SUM_BITS-1:0] sum
);
  localparam int COUNT_BITS = $clog2(SIMD + 1);
  localparam int PAD = SUM_BITS - COUNT_BITS;
  localparam logic [SUM_BITS-1:0] ALL = SIMD[SUM_BITS-1:0];

  generate
    if (POPCOUNT != 0) begin : g_equal_bits
      logic [COUNT_BITS-1:0] equal;
      assign equal = $countones(weights ~^ inputs);

      always_ff @(posedge clock) begin
        if (enable) sum <= {{PAD{1'b0}}, equal};
      end
    end else if (INPUT_BITS > 2) begin : g_numbers
      logic [SIMD*SUM_BITS-1:0] products;
      logic [SUM_BITS-1:0] total;
      for (genvar i = 0; i < SIMD; i++) begin : g_product
        logic signed [SUM_BITS-1:0] value;
        logic signed [SUM_BITS-1:0] product;
        assign value = {
          {(SUM_BITS - INPUT_BITS) {inputs[(i+1)*INPUT_BITS-1]}}, inputs[i*INPUT_BITS+:INPUT_BITS]
        };
        if (WEIGHT_BITS == 1) begin : g_sign
          assign product = weights[i] ? value : -value;
        end else begin : g_weight
          assign product = (weights[i] ? value : '0)
              - (weights[SIMD+i] ? {value[SUM_BITS-2:0], 1'b0} : '0);
        end
        assign products[i*SUM_BITS+:SUM_BITS] = product;
      end

      always_comb begin
        total = '0;
        for (int i = 0; i < SIMD; i++) total = total + products[i*SUM_BITS+:SUM_BITS];
      end

      always_ff @(posedge clock) begin
        if (enable) sum <= total;
      end
    end else begin : g_signs
      // Where an input is +1 and where it is -1; a weight plane counts the former and, negative,
      // the latter. A 1-bit weight is a plane of +1 beside a complement of -1.
      logic [SIMD-1:0] plus;
      logic [SIMD-1:0] minus;
      if (INPUT_BITS == 1) begin : g_bits
        assign plus = inputs;
        assign minus = ~inputs;
      end else begin : g_ternary
        assign plus = inputs[SIMD-1:0] & ~inputs[2*SIMD-1:SIMD];
        assign minus = inputs[SIMD-1:0] & inputs[2*SIMD-1:SIMD];
      end

      if (WEIGHT_BITS == 1 && INPUT_BITS == 1) begin : g_sign_bits
        // What is not +1 is -1.
        logic [COUNT_BITS-1:0] positive;
        assign positive = $countones((weights & plus) | (~weights & minus));

        always_ff @(posedge clock) begin
          if (enable) sum <= ({{PAD{1'b0}}, positive} << 1) - ALL;
        end
      end else if (WEIGHT_BITS == 1) begin : g_sign
        logic [COUNT_BITS-1:0] positive;
        logic [COUNT_BITS-1:0] negative;
        assign positive = $countones((weights & plus) | (~weights & minus));
        assign negative = $countones((weights & minus) | (~weights & plus));

        always_ff @(posedge clock) begin
          if (enable) sum <= {{PAD{1'b0}}, positive} - {{PAD{1'b0}}, negative};
        end
      end else begin : g_weight
        // The upper plane of two's complement counts -2.
        logic [SIMD-1:0] units;
        logic [SIMD-1:0] twos;
        logic [COUNT_BITS-1:0] units_positive;
        logic [COUNT_BITS-1:0] units_negative;
        logic [COUNT_BITS-1:0] twos_positive;
        logic [COUNT_BITS-1:0] twos_negative;
        logic [SUM_BITS-1:0] from_units;
        logic [SUM_BITS-1:0] from_twos;
        logic unused;
        assign unused = &{1'b0, from_twos[SUM_BITS-1]};
        assign units = weights[SIMD-1:0];
        assign twos = weights[2*SIMD-1:SIMD];
        assign units_positive = $countones(units & plus);
        assign units_negative = $countones(units & minus);
        assign twos_positive = $countones(twos & plus);
        assign twos_negative = $countones(twos & minus);
        assign from_units = {{PAD{1'b0}}, units_positive} - {{PAD{1'b0}}, units_negative};
        assign from_twos = {{PAD{1'b0}}, twos_positive} - {{PAD{1'b0}}, twos_negative};

        always_ff @(posedge clock) begin
          if (enable) sum <= from_units - {from_twos[SUM_BITS-2:0], 1'b0};
        end
      end
    end
  endgenerate
endmodule

`default_nettype wire
