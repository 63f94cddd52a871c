// Nets with several drivers and strengths, and a state machine in a task.
`timescale 10ns/1ns
module tb;
  reg [3:0] d0 = 4'bz, d1 = 4'bz;
  wire [3:0] bus = d0;
  assign bus = d1;
  wand [3:0] wa; assign wa = d0; assign wa = d1;
  wor [3:0] wo; assign wo = d0; assign wo = d1;
  supply1 one; supply0 zero;
  integer i;
  initial begin : body
    $dumpvars(0, tb);
    for (i = 0; i < 81; i = i + 1) begin
      d0 = i[0] ? 4'bz01x : i;
      d1 = i[1] ? 4'bzzzz : ~i;
      #1;
    end
    $finish;
  end
endmodule
