// Reals of every size and a named event.
`timescale 1ns/1fs
module tb;
  real x = 0.0, tiny = 1e-300, big = 1e300, third;
  realtime when_seen;
  event tick;
  integer k;
  initial begin
    $dumpvars(0, tb);
    for (k = 1; k < 40; k = k + 1) begin
      #(0.001 * k);
      third = k / 3.0; x = -x + k * 1e-7; tiny = tiny / 7; big = big * 1.0000001;
      when_seen = $realtime;
      if (k % 4 == 0) -> tick;
    end
    $finish;
  end
endmodule
