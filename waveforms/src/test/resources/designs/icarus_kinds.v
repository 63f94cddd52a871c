`timescale 1ns/10ps
// Every kind of variable that Icarus dumps, $dumpoff and $dumpon, an array word, an alias.
module stage(input clk, input [7:0] d, output reg [7:0] q, output reg signed [64:0] wide);
  always @(posedge clk) begin
    q <= d;
    wide <= {d, 57'bx};
  end
endmodule

module tb;
  reg clk = 0;
  reg [7:0] d = 8'hxx;
  wire [7:0] q;
  wire [64:0] w;
  real r = 1.5;
  event ev;
  integer i;
  time t;
  reg [7:0] mem[0:3];
  tri0 z;
  parameter P = 3;
  stage s(clk, d, q, w);
  wire [7:0] alias_q = q;
  always #5 clk = ~clk;
  initial begin
    $dumpvars(0, tb);
    $dumpvars(0, mem[1]);
    for (i = 0; i < 20; i = i + 1) begin
      @(posedge clk);
      d <= i * 3;
      r = r * 1.1;
      ->ev;
      t = $time;
      mem[1] = i;
      if (i == 10) $dumpoff;
      if (i == 12) $dumpon;
    end
    d = 8'bz01x;
    #3 $finish;
  end
endmodule
