// A small queue with ready/valid on both sides; picosecond times.
`timescale 1ps/1ps
module fifo #(parameter W = 37) (
  input clock, input reset,
  output in_ready, input in_valid, input [W-1:0] in_bits,
  input out_ready, output out_valid, output [W-1:0] out_bits);
  reg [W-1:0] ram[0:3];
  reg [2:0] count = 0;
  reg [1:0] head = 0, tail = 0;
  assign in_ready = count != 4;
  assign out_valid = count != 0;
  assign out_bits = ram[head];
  always @(posedge clock)
    if (reset) begin
      count <= 0; head <= 0; tail <= 0;
    end else begin
      if (in_valid & in_ready) begin ram[tail] <= in_bits; tail <= tail + 1; end
      if (out_valid & out_ready) head <= head + 1;
      count <= count + (in_valid & in_ready) - (out_valid & out_ready);
    end
endmodule

module tb;
  reg clock = 0, reset = 1, in_valid = 0, out_ready = 0;
  reg [36:0] in_bits = 0;
  wire in_ready, out_valid;
  wire [36:0] out_bits;
  fifo dut(clock, reset, in_ready, in_valid, in_bits, out_ready, out_valid, out_bits);
  always #2000 clock = ~clock;
  initial begin
    $dumpvars;
    #9000 reset = 0;
    repeat (200) @(negedge clock) begin
      in_valid = $random; out_ready = $random; in_bits = {$random, $random};
    end
    $finish;
  end
endmodule
