// Counts in Gray code, up and down, with an asynchronous reset that is high.
module gray (
    input clk,
    input rst,
    input up,
    input down,
    output reg [11:0] code
);
  reg [11:0] count;
  wire [11:0] next = up ? count + 1 : down ? count - 1 : count;
  always @(posedge clk or posedge rst)
    if (rst) begin
      count <= 0;
      code <= 0;
    end else begin
      count <= next;
      code <= next ^ (next >> 1);
    end
endmodule
