// Matrix-vector-threshold unit: a layer's weights times a vector, each sum compared with the
// thresholds of its neuron.
//
// Ports     in_*     a vector as SYNAPSE_FOLDS words of SIMD values, the first value in the least
//                    significant bits
//           out_*    its neurons as NEURON_FOLDS words of PE values: neuron fold*PE + element
//           param_*  stores a parameter in the cycle in which param_valid is high: target is
//                    2*LAYER for weights and 2*LAYER+1 for thresholds, pe the processing element,
//                    index the word of its memory, which the number of the threshold. What no
//                    memory of this layer is for is ignored.
// Timing    A matrix takes SYNAPSE_FOLDS * NEURON_FOLDS cycles: during the first SYNAPSE_FOLDS the
//           vector comes in, later folds read it from a memory here. Vectors follow each other
//           without a pause. A word leaves 4 cycles after the last input of its sums.
// Protocol  valid/ready as in bnn_fifo. While the output waits, everything here waits; in_ready
//           follows out_ready in the same cycle.
// Values    Inputs, weights: see bnn_dot. Outputs with thresholds: LOWEST plus the number of
//           thresholds that the sum exceeds. Outputs without (THRESHOLDS = 0): the low OUTPUT_BITS
//           of the sum. FRACTION_BITS zeros are appended to the sum before either.
// Pipeline  A read weights and vector, B multiply, C accumulate, D compare.
`default_nettype none

module bnn_mvtu #(
    parameter int LAYER          = 0,
    parameter int PE             = 2,
    parameter int SIMD           = 4,
    parameter int NEURON_FOLDS   = 2,
    parameter int SYNAPSE_FOLDS  = 2,
    parameter int WEIGHT_BITS    = 1,
    parameter int INPUT_BITS     = 1,
    parameter int POPCOUNT       = 1,
    parameter int FRACTION_BITS  = 0,
    parameter int THRESHOLDS     = 1,
    parameter int THRESHOLD_BITS = 16,
    parameter int LOWEST         = 0,
    parameter int OUTPUT_BITS    = 1,
    parameter     FOLDER         = ""
) (
    input  logic                       clock,
    input  logic                       reset,
    input  logic                       param_valid,
    input  logic [               31:0] param_target,
    input  logic [               31:0] param_pe,
    input  logic [               31:0] param_index,
    input  logic [               31:0] param_which,
    input  logic [               63:0] param_value,
    input  logic [SIMD*INPUT_BITS-1:0] in_data,
    input  logic                       in_valid,
    output logic                       in_ready,
    output logic [ PE*OUTPUT_BITS-1:0] out_data,
    output logic                       out_valid,
    input  logic                       out_ready
);
  localparam int WEIGHT_WORDS = NEURON_FOLDS * SYNAPSE_FOLDS;
  localparam int WEIGHT_AT_BITS = (WEIGHT_WORDS > 1) ? $clog2(WEIGHT_WORDS) : 1;
  localparam int NEURON_AT_BITS = (NEURON_FOLDS > 1) ? $clog2(NEURON_FOLDS) : 1;
  localparam int VECTOR_AT_BITS = (SYNAPSE_FOLDS > 1) ? $clog2(SYNAPSE_FOLDS) : 1;
  localparam int LARGEST_BITS = INPUT_BITS + WEIGHT_BITS - 1;  // of a product, with its sign
  localparam int DOT_BITS = LARGEST_BITS + $clog2(SIMD + 1);
  localparam int SUM_BITS = LARGEST_BITS + $clog2(SIMD * SYNAPSE_FOLDS + 1);
  localparam int VALUE_BITS = SUM_BITS + FRACTION_BITS;

  localparam int LAST_WEIGHT_WORD = WEIGHT_WORDS - 1;
  localparam logic [WEIGHT_AT_BITS-1:0] LAST_WEIGHT = LAST_WEIGHT_WORD[WEIGHT_AT_BITS-1:0];
  localparam logic [WEIGHT_AT_BITS-1:0] NEXT_WEIGHT = 1;
  localparam logic [NEURON_AT_BITS-1:0] NEXT_NEURON = 1;
  localparam logic [VECTOR_AT_BITS-1:0] NEXT_VECTOR = 1;

  // ---------------------------------------------------------------- parameters come in
  localparam int THRESHOLD_TARGET = 2 * LAYER + 1;
  localparam int WEIGHT_TARGET = 2 * LAYER;

  logic weight_write;
  logic threshold_write;
  logic [31:0] write_pe;
  logic [31:0] write_index;
  logic [31:0] write_which;
  logic [63:0] write_value;

  always_ff @(posedge clock) begin
    weight_write <= param_valid && param_target == WEIGHT_TARGET && param_index < WEIGHT_WORDS;
    threshold_write <= param_valid && param_target == THRESHOLD_TARGET
        && param_index < NEURON_FOLDS;
    write_pe <= param_pe;
    write_index <= param_index;
    write_which <= param_which;
    write_value <= param_value;
  end

  // Memories are narrower than what parameters come in.
  logic unused_parameters;
  assign unused_parameters = &{1'b0, threshold_write, write_index, write_which, write_value};

  // A word has its weights one after the other, the memory has them plane by plane.
  logic [SIMD*WEIGHT_BITS-1:0] write_weights;
  generate
    for (genvar plane = 0; plane < WEIGHT_BITS; plane++) begin : g_weight_plane
      for (genvar i = 0; i < SIMD; i++) begin : g_weight
        assign write_weights[plane*SIMD+i] = write_value[i*WEIGHT_BITS+plane];
      end
    end
  endgenerate

  // ---------------------------------------------------------------- A: which weights, which inputs
  logic advance;  // the whole unit moves
  logic issue;  // a word of the vector meets its weights
  logic taking;  // the vector comes in
  logic [WEIGHT_AT_BITS-1:0] weight_at;
  logic [VECTOR_AT_BITS-1:0] vector_at;
  logic first_synapses;
  logic last_synapses;
  logic last_neurons;

  assign advance = !out_valid || out_ready;
  assign issue = advance && (in_valid || !taking);
  assign in_ready = advance && taking;

  bnn_counter #(
      .COUNT(SYNAPSE_FOLDS)
  ) synapse_fold (
      .clock(clock),
      .reset(reset),
      .step (issue),
      .last (last_synapses)
  );
  bnn_counter #(
      .COUNT(NEURON_FOLDS)
  ) neuron_fold (
      .clock(clock),
      .reset(reset),
      .step (issue && last_synapses),
      .last (last_neurons)
  );

  always_ff @(posedge clock) begin
    if (reset) begin
      taking <= 1'b1;
      first_synapses <= 1'b1;
      weight_at <= '0;
      vector_at <= '0;
    end else if (issue) begin
      if (last_synapses) taking <= last_neurons;
      first_synapses <= last_synapses;
      weight_at <= (weight_at == LAST_WEIGHT) ? '0 : weight_at + NEXT_WEIGHT;
      vector_at <= last_synapses ? '0 : vector_at + NEXT_VECTOR;
    end
  end

  // ---------------------------------------------------------------- B: multiply
  logic multiply;
  logic multiply_first;
  logic multiply_last;
  logic [SIMD*INPUT_BITS-1:0] vector;
  logic [SIMD*INPUT_BITS-1:0] taken;
  logic [SIMD*INPUT_BITS-1:0] planes;

  // Few-bit inputs go through the unit plane by plane.
  generate
    if (INPUT_BITS == 2) begin : g_input_planes
      for (genvar i = 0; i < SIMD; i++) begin : g_input
        assign planes[i] = in_data[2*i];
        assign planes[SIMD+i] = in_data[2*i+1];
      end
    end else begin : g_input_values
      assign planes = in_data;
    end
  endgenerate

  always_ff @(posedge clock) begin
    if (issue && taking) taken <= planes;
  end

  generate
    if (NEURON_FOLDS == 1) begin : g_taken_only
      logic unused_address;
      assign unused_address = &{1'b0, vector_at};
      assign vector = taken;
    end else begin : g_vector_memory
      logic [SIMD*INPUT_BITS-1:0] again;
      logic multiply_taken;

      bnn_memory #(
          .WIDTH(SIMD * INPUT_BITS),
          .DEPTH(SYNAPSE_FOLDS),
          .ADDRESS_BITS(VECTOR_AT_BITS)
      ) memory (
          .clock(clock),
          .write(issue && taking),
          .write_at(vector_at),
          .write_data(planes),
          .read(issue && !taking),
          .read_at(vector_at),
          .read_data(again)
      );

      always_ff @(posedge clock) begin
        if (issue) multiply_taken <= taking;
      end
      assign vector = multiply_taken ? taken : again;
    end
  endgenerate

  always_ff @(posedge clock) begin
    if (reset) multiply <= 1'b0;
    else if (advance) multiply <= issue;
    if (issue) begin
      multiply_first <= first_synapses;
      multiply_last <= last_synapses;
    end
  end

  // ---------------------------------------------------------------- C: accumulate
  logic accumulate;
  logic accumulate_first;
  logic accumulate_last;

  always_ff @(posedge clock) begin
    if (reset) accumulate <= 1'b0;
    else if (advance) accumulate <= multiply;
    if (advance && multiply) begin
      accumulate_first <= multiply_first;
      accumulate_last <= multiply_last;
    end
  end

  // ---------------------------------------------------------------- D: compare
  logic compare;
  logic [PE*VALUE_BITS-1:0] sums;  // whole where compare is high
  logic [PE*OUTPUT_BITS-1:0] results;
  logic [NEURON_AT_BITS-1:0] neuron_at;
  logic last_compared;

  always_ff @(posedge clock) begin
    if (reset) compare <= 1'b0;
    else if (advance) compare <= accumulate && accumulate_last;
  end

  bnn_counter #(
      .COUNT(NEURON_FOLDS)
  ) compared_fold (
      .clock(clock),
      .reset(reset),
      .step (advance && accumulate && accumulate_last),
      .last (last_compared)
  );

  always_ff @(posedge clock) begin
    if (reset) neuron_at <= '0;
    else if (advance && accumulate && accumulate_last)
      neuron_at <= last_compared ? '0 : neuron_at + NEXT_NEURON;
  end

  always_ff @(posedge clock) begin
    if (reset) out_valid <= 1'b0;
    else if (advance) out_valid <= compare;
    if (advance && compare) out_data <= results;
  end

  // ---------------------------------------------------------------- processing elements
  generate
    for (genvar pe = 0; pe < PE; pe++) begin : g_pe
      // Four digits, for the names of files.
      localparam int D3 = 48 + pe / 1000 % 10;
      localparam int D2 = 48 + pe / 100 % 10;
      localparam int D1 = 48 + pe / 10 % 10;
      localparam int D0 = 48 + pe % 10;
      localparam int L1 = 48 + LAYER / 10 % 10;
      localparam int L0 = 48 + LAYER % 10;
      localparam logic [31:0] PE_DIGITS = {D3[7:0], D2[7:0], D1[7:0], D0[7:0]};
      localparam logic [15:0] LAYER_DIGITS = {L1[7:0], L0[7:0]};

      logic [SIMD*WEIGHT_BITS-1:0] weights;
      logic signed [DOT_BITS-1:0] product;
      logic signed [SUM_BITS-1:0] sum;

      bnn_memory #(
          .WIDTH(SIMD * WEIGHT_BITS),
          .DEPTH(WEIGHT_WORDS),
          .ADDRESS_BITS(WEIGHT_AT_BITS),
          .FOLDER(FOLDER),
          .NAME((FOLDER == "") ? "" : {"layer", LAYER_DIGITS, "-pe", PE_DIGITS, "-weights.mem"})
      ) weight_memory (
          .clock(clock),
          .write(weight_write && write_pe == pe),
          .write_at(write_index[WEIGHT_AT_BITS-1:0]),
          .write_data(write_weights),
          .read(issue),
          .read_at(weight_at),
          .read_data(weights)
      );

      bnn_dot #(
          .SIMD(SIMD),
          .WEIGHT_BITS(WEIGHT_BITS),
          .INPUT_BITS(INPUT_BITS),
          .POPCOUNT(POPCOUNT),
          .SUM_BITS(DOT_BITS)
      ) dot (
          .clock(clock),
          .enable(advance && multiply),
          .weights(weights),
          .inputs(vector),
          .sum(product)
      );

      always_ff @(posedge clock) begin
        if (advance && accumulate) begin
          sum <= (accumulate_first ? '0 : sum)
              + {{(SUM_BITS - DOT_BITS) {product[DOT_BITS-1]}}, product};
        end
      end

      if (FRACTION_BITS == 0) begin : g_whole
        assign sums[pe*VALUE_BITS+:VALUE_BITS] = sum;
      end else begin : g_fraction
        assign sums[pe*VALUE_BITS+:VALUE_BITS] = {sum, {FRACTION_BITS{1'b0}}};
      end

      if (THRESHOLDS == 0) begin : g_score
        // Long enough for both, one sign more than needed.
        localparam int SCORE_BITS = VALUE_BITS + OUTPUT_BITS;
        logic [SCORE_BITS-1:0] score;
        logic unused_score;
        assign score = {{OUTPUT_BITS{sum[SUM_BITS-1]}}, sums[pe*VALUE_BITS+:VALUE_BITS]};
        assign unused_score = &{1'b0, score[SCORE_BITS-1:OUTPUT_BITS]};
        assign results[pe*OUTPUT_BITS+:OUTPUT_BITS] = score[OUTPUT_BITS-1:0];
      end else begin : g_thresholds
        localparam int WIDER = (VALUE_BITS > THRESHOLD_BITS) ? VALUE_BITS : THRESHOLD_BITS;
        localparam int COMPARE_BITS = WIDER + 1;
        logic signed [COMPARE_BITS-1:0] value;
        localparam logic [OUTPUT_BITS-1:0] ONE = 1;
        logic [THRESHOLDS-1:0] exceeded;
        logic [OUTPUT_BITS-1:0] count;

        assign value = {
          {(COMPARE_BITS - VALUE_BITS) {sum[SUM_BITS-1]}}, sums[pe*VALUE_BITS+:VALUE_BITS]
        };

        always_comb begin
          count = LOWEST[OUTPUT_BITS-1:0];
          for (int which = 0; which < THRESHOLDS; which++) begin
            if (exceeded[which]) count = count + ONE;
          end
        end
        assign results[pe*OUTPUT_BITS+:OUTPUT_BITS] = count;

        for (genvar which = 0; which < THRESHOLDS; which++) begin : g_threshold
          localparam int W1 = 48 + which / 10 % 10;
          localparam int W0 = 48 + which % 10;
          localparam logic [15:0] WHICH_DIGITS = {W1[7:0], W0[7:0]};
          logic [THRESHOLD_BITS-1:0] stored;
          logic signed [COMPARE_BITS-1:0] threshold;

          bnn_memory #(
              .WIDTH(THRESHOLD_BITS),
              .DEPTH(NEURON_FOLDS),
              .ADDRESS_BITS(NEURON_AT_BITS),
              .FOLDER(FOLDER),
              .NAME((FOLDER == "") ? "" : {
                "layer", LAYER_DIGITS, "-pe", PE_DIGITS, "-threshold", WHICH_DIGITS, ".mem"
              })
          ) threshold_memory (
              .clock(clock),
              .write(threshold_write && write_pe == pe && write_which == which),
              .write_at(write_index[NEURON_AT_BITS-1:0]),
              .write_data(write_value[THRESHOLD_BITS-1:0]),
              .read(advance && accumulate && accumulate_last),
              .read_at(neuron_at),
              .read_data(stored)
          );

          assign threshold = {
            {(COMPARE_BITS - THRESHOLD_BITS) {stored[THRESHOLD_BITS-1]}}, stored
          };
          assign exceeded[which] = (value > threshold);
        end
      end
    end
  endgenerate
endmodule

`default_nettype wire
