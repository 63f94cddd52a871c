module taps(input clk, input d, output reg [69:0] line);
  always @(posedge clk) line <= {line[68:0], d ^ line[69] ^ line[5]};
endmodule

module shifter(input clk, input rst, output [69:0] a, output [69:0] b);
  reg [3:0] n;
  always @(posedge clk) n <= rst ? 0 : n + 1;
  taps left(.clk(clk), .d(n[0]), .line(a));
  taps right(.clk(clk), .d(n[2]), .line(b));
endmodule
