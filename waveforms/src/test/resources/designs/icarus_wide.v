// Widths around the powers of two, all four states, negative and ascending ranges.
`timescale 100ns/1ns
module tb;
  genvar g;
  reg clk = 0;
  always #1 clk = ~clk;
  generate
    for (g = 1; g <= 130; g = g + 1) begin : lane
      reg [g-1:0] v;
      initial v = {g{1'bx}};
      always @(posedge clk) begin
        v = {$random, $random, $random, $random, $random};
        if (g % 3 == 0) v[g/2] = 1'bz;
        if (g % 5 == 0) v[0] = 1'bx;
      end
    end
  endgenerate
  reg [0:7] up = 0;
  reg [3:-4] low = 0;
  reg [2047:0] huge = 0;
  reg \escaped.name[0] = 0;
  always @(negedge clk) begin
    up = up + 1; low = low - 1; huge = {huge, up} ^ (huge >> 3); \escaped.name[0] = ~\escaped.name[0] ;
  end
  initial begin
    $dumpvars(0, tb);
    #40 $finish;
  end
endmodule
