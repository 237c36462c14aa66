// Runs images through bnn_network: input.mem in, output.txt and trace.txt out.
//
// +words=N +results=N  words in and out     +stalls=N   of 8 cycles in which either side waits
// +seed=N              of the stalls        +reset=N    reset in that cycle, then start over
module network_bench;
  int words;
  int results;
  int stalls;
  int seed;
  int reset_at;
  int to;
  int output_file;
  int fed;
  int seen;
  int given;
  int limit;
  longint cycle;
  logic clock;
  logic reset;
  logic [63:0] images[0:65535];
  logic [63:0] in_data;
  logic in_valid;
  logic in_ready;
  logic [63:0] out_data;
  logic out_valid;
  logic out_ready;
  logic [63:0] held_data;
  logic held;
  logic was_reset;

  bnn_network #(
      .FOLDER("memories")
  ) dut (
      .clock(clock),
      .reset(reset),
      .param_valid(1'b0),
      .param_target(32'd0),
      .param_pe(32'd0),
      .param_index(32'd0),
      .param_which(32'd0),
      .param_value(64'd0),
      .in_data(in_data),
      .in_valid(in_valid),
      .in_ready(in_ready),
      .out_data(out_data),
      .out_valid(out_valid),
      .out_ready(out_ready)
  );

  `include "probes.svh"

  function automatic logic moves();
    moves = ($random(seed) & 7) >= stalls;
  endfunction

  always #5 clock = !clock;

  always @(posedge clock) begin
    cycle <= cycle + 1;
    reset <= 1'b0;
    // In the cycle after a reset nothing passes: what came before is of no matter.
    was_reset <= reset;
    if (was_reset) $fdisplay(to, "3 0 0 0");
    if (cycle == reset_at) begin
      reset <= 1'b1;
      in_valid <= 1'b0;
      out_ready <= 1'b0;
      fed <= 0;
      seen <= 0;
    end else if (!reset) begin
      if (!in_valid || in_ready) begin
        if (fed < words && moves()) begin
          in_data <= images[fed];
          in_valid <= 1'b1;
          fed <= fed + 1;
        end else in_valid <= 1'b0;
      end
      out_ready <= moves();
      if (out_valid && out_ready) begin
        $fdisplay(output_file, "%0d %h", cycle, out_data);
        seen <= seen + 1;
        if (seen + 1 == results) $finish;
      end
      // A word that waits stays what it is.
      held <= out_valid && !out_ready;
      held_data <= out_data;
      if (held && (!out_valid || out_data !== held_data)) begin
        $display("a waiting word changed in cycle %0d", cycle);
        $finish;
      end
    end else held <= 1'b0;
    if (cycle > limit) begin
      $display("stuck");
      $finish;
    end
  end

  initial begin
    clock = 0;
    reset = 1;
    cycle = 0;
    fed = 0;
    seen = 0;
    held = 0;
    was_reset = 0;
    in_valid = 0;
    out_ready = 0;
    reset_at = -1;
    given = $value$plusargs("words=%d", words);
    given = $value$plusargs("results=%d", results);
    given = $value$plusargs("stalls=%d", stalls);
    given = $value$plusargs("seed=%d", seed);
    given = $value$plusargs("reset=%d", reset_at);
    limit = 1000000;
    given = $value$plusargs("limit=%d", limit);
    $readmemh("input.mem", images, 0, words - 1);
    output_file = $fopen("output.txt", "w");
    to = $fopen("trace.txt", "w");
  end
endmodule
