// Several changes of a net at one moment, long idle spells, a late start of the dump.
`timescale 1us/1ns
module tb;
  reg a = 0, b = 0;
  wire y = a & ~b;
  reg [15:0] n = 0;
  task poke(input integer k); begin
    a = 1; #0 b = 1; #0 a = 0; #0 b = 0; n = n + k;
  end endtask
  initial begin
    #17 $dumpvars(0, tb);
    repeat (10) begin #1 poke(3); end
    #1000000000 poke(7);
    #1 $dumpall;
    #5 $finish;
  end
endmodule
