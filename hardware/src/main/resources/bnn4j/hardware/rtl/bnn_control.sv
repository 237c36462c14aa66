// Registers of the accelerator behind AXI4-Lite, as BNN-PYNQ's overlays have them.
//
// Ports     s_axi_*  AXI4-Lite slave, 32-bit data, 7-bit byte addresses: higher address bits do not
//                    come in, so the registers repeat every 128 bytes
//           start    high for one cycle: do what the arguments say
//           done     high for one cycle from the accelerator: it is done
//           irq      level, high while an enabled interrupt is pending
//           others   the arguments, steady while the accelerator runs if the host leaves them alone
// Map       0x00 control: 0 start, 1 done (clears when read), 2 idle, 3 ready (with done),
//                7 start again whenever done
//           0x04 / 0x08 / 0x0c interrupts: global enable / enable done, ready / pending, writing 1
//                toggles
//           0x10, 0x14 input address    0x1c, 0x20 output address    0x28 store a parameter
//           0x30 target    0x38 PE      0x40 index    0x48 threshold    0x50, 0x54 value
//           0x5c images
// Timing    A write is taken in the cycle in which address and data are both there, a read in the
//           cycle of its address; answers follow one cycle later. Answers are always OKAY.
// Protocol  AXI4-Lite: a channel moves when valid and ready are both high; valid and what goes with
//           it stay until then.
`default_nettype none

module bnn_control (
    input  logic        clock,
    input  logic        reset,
    input  logic [ 6:0] s_axi_awaddr,
    input  logic        s_axi_awvalid,
    output logic        s_axi_awready,
    input  logic [31:0] s_axi_wdata,
    input  logic [ 3:0] s_axi_wstrb,
    input  logic        s_axi_wvalid,
    output logic        s_axi_wready,
    output logic [ 1:0] s_axi_bresp,
    output logic        s_axi_bvalid,
    input  logic        s_axi_bready,
    input  logic [ 6:0] s_axi_araddr,
    input  logic        s_axi_arvalid,
    output logic        s_axi_arready,
    output logic [31:0] s_axi_rdata,
    output logic [ 1:0] s_axi_rresp,
    output logic        s_axi_rvalid,
    input  logic        s_axi_rready,
    output logic        start,
    input  logic        done,
    output logic        irq,
    output logic [63:0] input_address,
    output logic [63:0] output_address,
    output logic        store,
    output logic [31:0] target,
    output logic [31:0] pe,
    output logic [31:0] index,
    output logic [31:0] which,
    output logic [63:0] value,
    output logic [31:0] images
);
  // Register numbers: byte addresses without their lowest two bits.
  localparam logic [4:0] CONTROL = 5'h00;
  localparam logic [4:0] INTERRUPT_ENABLE = 5'h01;
  localparam logic [4:0] INTERRUPT_SOURCES = 5'h02;
  localparam logic [4:0] INTERRUPT_STATUS = 5'h03;
  localparam logic [4:0] INPUT_LOW = 5'h04;
  localparam logic [4:0] INPUT_HIGH = 5'h05;
  localparam logic [4:0] OUTPUT_LOW = 5'h07;
  localparam logic [4:0] OUTPUT_HIGH = 5'h08;
  localparam logic [4:0] STORE = 5'h0a;
  localparam logic [4:0] TARGET = 5'h0c;
  localparam logic [4:0] PE = 5'h0e;
  localparam logic [4:0] INDEX = 5'h10;
  localparam logic [4:0] WHICH = 5'h12;
  localparam logic [4:0] VALUE_LOW = 5'h14;
  localparam logic [4:0] VALUE_HIGH = 5'h15;
  localparam logic [4:0] IMAGES = 5'h17;

  logic writing;
  logic reading;
  logic [4:0] write_to;
  logic [4:0] read_from;
  logic running;
  logic finished;
  logic again;
  logic interrupts;
  logic [1:0] sources;
  logic [1:0] pending;
  logic unused;

  assign unused = &{1'b0, s_axi_awaddr[1:0], s_axi_araddr[1:0]};

  // ---------------------------------------------------------------- channels
  assign writing = s_axi_awvalid && s_axi_wvalid && !s_axi_bvalid;
  assign reading = s_axi_arvalid && !s_axi_rvalid;
  assign write_to = s_axi_awaddr[6:2];
  assign read_from = s_axi_araddr[6:2];
  assign s_axi_awready = writing;
  assign s_axi_wready = writing;
  assign s_axi_arready = reading;
  assign s_axi_bresp = 2'b00;
  assign s_axi_rresp = 2'b00;

  always_ff @(posedge clock) begin
    if (reset) begin
      s_axi_bvalid <= 1'b0;
      s_axi_rvalid <= 1'b0;
    end else begin
      if (writing) s_axi_bvalid <= 1'b1;
      else if (s_axi_bready) s_axi_bvalid <= 1'b0;
      if (reading) s_axi_rvalid <= 1'b1;
      else if (s_axi_rready) s_axi_rvalid <= 1'b0;
    end
  end

  // ---------------------------------------------------------------- start and end
  logic started;
  assign started = writing && write_to == CONTROL && s_axi_wstrb[0] && s_axi_wdata[0] && !running;

  always_ff @(posedge clock) begin
    if (reset) begin
      running <= 1'b0;
      finished <= 1'b0;
      again <= 1'b0;
      start <= 1'b0;
      interrupts <= 1'b0;
      sources <= '0;
      pending <= '0;
    end else begin
      start <= started || (done && again);
      if (started) running <= 1'b1;
      else if (done) running <= again;

      if (done) finished <= 1'b1;
      else if (reading && read_from == CONTROL) finished <= 1'b0;

      if (writing && s_axi_wstrb[0]) begin
        if (write_to == CONTROL) again <= s_axi_wdata[7];
        if (write_to == INTERRUPT_ENABLE) interrupts <= s_axi_wdata[0];
        if (write_to == INTERRUPT_SOURCES) sources <= s_axi_wdata[1:0];
      end
      pending <= (pending ^ ((writing && s_axi_wstrb[0] && write_to == INTERRUPT_STATUS)
          ? s_axi_wdata[1:0] : 2'b00)) | (done ? sources : 2'b00);
    end
  end

  assign irq = interrupts && (pending != '0);

  // ---------------------------------------------------------------- arguments
  function automatic logic [31:0] merged(input logic [31:0] former, input logic [31:0] data,
                                         input logic [3:0] strobes);
    for (int i = 0; i < 4; i++) begin
      merged[8*i+:8] = strobes[i] ? data[8*i+:8] : former[8*i+:8];
    end
  endfunction

  always_ff @(posedge clock) begin
    if (reset) begin
      input_address <= '0;
      output_address <= '0;
      store <= 1'b0;
      target <= '0;
      pe <= '0;
      index <= '0;
      which <= '0;
      value <= '0;
      images <= '0;
    end else if (writing) begin
      case (write_to)
        INPUT_LOW: input_address[31:0] <= merged(input_address[31:0], s_axi_wdata, s_axi_wstrb);
        INPUT_HIGH: input_address[63:32] <= merged(input_address[63:32], s_axi_wdata, s_axi_wstrb);
        OUTPUT_LOW: output_address[31:0] <= merged(output_address[31:0], s_axi_wdata, s_axi_wstrb);
        OUTPUT_HIGH:
        output_address[63:32] <= merged(output_address[63:32], s_axi_wdata, s_axi_wstrb);
        STORE: if (s_axi_wstrb[0]) store <= s_axi_wdata[0];
        TARGET: target <= merged(target, s_axi_wdata, s_axi_wstrb);
        PE: pe <= merged(pe, s_axi_wdata, s_axi_wstrb);
        INDEX: index <= merged(index, s_axi_wdata, s_axi_wstrb);
        WHICH: which <= merged(which, s_axi_wdata, s_axi_wstrb);
        VALUE_LOW: value[31:0] <= merged(value[31:0], s_axi_wdata, s_axi_wstrb);
        VALUE_HIGH: value[63:32] <= merged(value[63:32], s_axi_wdata, s_axi_wstrb);
        IMAGES: images <= merged(images, s_axi_wdata, s_axi_wstrb);
        default: ;
      endcase
    end
  end

  // ---------------------------------------------------------------- reads
  always_ff @(posedge clock) begin
    if (reading) begin
      case (read_from)
        CONTROL: s_axi_rdata <= {24'd0, again, 3'd0, finished, !running, finished, running};
        INTERRUPT_ENABLE: s_axi_rdata <= {31'd0, interrupts};
        INTERRUPT_SOURCES: s_axi_rdata <= {30'd0, sources};
        INTERRUPT_STATUS: s_axi_rdata <= {30'd0, pending};
        INPUT_LOW: s_axi_rdata <= input_address[31:0];
        INPUT_HIGH: s_axi_rdata <= input_address[63:32];
        OUTPUT_LOW: s_axi_rdata <= output_address[31:0];
        OUTPUT_HIGH: s_axi_rdata <= output_address[63:32];
        STORE: s_axi_rdata <= {31'd0, store};
        TARGET: s_axi_rdata <= target;
        PE: s_axi_rdata <= pe;
        INDEX: s_axi_rdata <= index;
        WHICH: s_axi_rdata <= which;
        VALUE_LOW: s_axi_rdata <= value[31:0];
        VALUE_HIGH: s_axi_rdata <= value[63:32];
        IMAGES: s_axi_rdata <= images;
        default: s_axi_rdata <= '0;
      endcase
    end
  end
endmodule

`default_nettype wire
