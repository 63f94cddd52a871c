module counter(input clk, input rst, output reg [11:0] q, output [4:0] gray);
  always @(posedge clk) if (rst) q <= 0; else q <= q + 5;
  assign gray = q[4:0] ^ (q[4:0] >> 1);
endmodule
