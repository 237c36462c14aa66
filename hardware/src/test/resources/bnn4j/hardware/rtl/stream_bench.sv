// Passes words through DUT, a module with one stream in and one out: input.mem in, output.txt out.
// MODULE, PARAMETERS, IN and OUT are put in by the test. Options as those of network_bench.
module stream_bench;
  int words;
  int results;
  int stalls;
  int seed;
  int given;
  int output_file;
  int fed;
  int seen;
  int cycle;
  logic clock;
  logic reset;
  logic [IN_BITS-1:0] inputs[0:65535];
  logic [IN_BITS-1:0] in_data;
  logic in_valid;
  logic in_ready;
  logic [OUT_BITS-1:0] out_data;
  logic out_valid;
  logic out_ready;
  logic [OUT_BITS-1:0] held_data;
  logic held;

  MODULE #(
      PARAMETERS
  ) dut (
      .clock(clock),
      .reset(reset),
      .in_data(in_data),
      .in_valid(in_valid),
      .in_ready(in_ready),
      .out_data(out_data),
      .out_valid(out_valid),
      .out_ready(out_ready)
  );

  function automatic logic moves();
    moves = ($random(seed) & 7) >= stalls;
  endfunction

  always #5 clock = !clock;

  always @(posedge clock) begin
    cycle <= cycle + 1;
    reset <= 1'b0;
    if (!reset) begin
      if (!in_valid || in_ready) begin
        if (fed < words && moves()) begin
          in_data <= inputs[fed];
          in_valid <= 1'b1;
          fed <= fed + 1;
        end else in_valid <= 1'b0;
      end
      out_ready <= moves();
      if (out_valid && out_ready) begin
        $fdisplay(output_file, "%0d %h", cycle, out_data);
        seen <= seen + 1;
      end
      held <= out_valid && !out_ready;
      held_data <= out_data;
      if (held && (!out_valid || out_data !== held_data)) begin
        $display("a waiting word changed in cycle %0d", cycle);
        $finish;
      end
    end
    // A while longer, in case more come out than should.
    if (seen == results && fed == words && cycle > given) $finish;
    if (seen < results || fed < words) given <= cycle + 50;
    if (cycle > 1000000) begin
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
    in_valid = 0;
    out_ready = 0;
    given = $value$plusargs("words=%d", words);
    given = $value$plusargs("results=%d", results);
    given = $value$plusargs("stalls=%d", stalls);
    given = $value$plusargs("seed=%d", seed);
    given = 50;
    $readmemh("input.mem", inputs, 0, words - 1);
    output_file = $fopen("output.txt", "w");
  end
endmodule
