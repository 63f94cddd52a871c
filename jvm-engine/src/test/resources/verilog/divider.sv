// A restoring divider of 70 bits, a bit a cycle, beside the operators of 32.
module divider (
    input clk,
    input rst,
    input start,
    input [69:0] a,
    input [69:0] b,
    output logic busy,
    output logic [69:0] quotient,
    output logic [70:0] rest,
    output logic [31:0] fast,
    output logic signed [31:0] modulo
);
  logic [6:0] left;
  logic [69:0] by;
  wire [70:0] next = {rest[69:0], quotient[69]};
  assign busy = left != 0;
  assign fast = b[31:0] == 0 ? 0 : a[31:0] / b[31:0];
  assign modulo = b[63:32] == 0 ? 0 : $signed(a[63:32]) % $signed(b[63:32]);
  always_ff @(posedge clk)
    if (rst) left <= 0;
    else if (start && !busy) begin
      left <= 70;
      quotient <= a;
      rest <= 0;
      by <= b;
    end else if (busy) begin
      left <= left - 1;
      rest <= next >= by ? next - by : next;
      quotient <= {quotient[68:0], next >= by};
    end
endmodule
