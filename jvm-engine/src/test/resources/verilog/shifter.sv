// Shifts, products and comparisons of 100 bits, signed and unsigned.
module shifter (
    input clk,
    input rst,
    input signed [99:0] a,
    input signed [99:0] b,
    input [7:0] by,
    output logic [99:0] left,
    output logic [99:0] right,
    output logic signed [99:0] arithmetic,
    output logic [99:0] product,
    output logic [3:0] compared,
    output logic parity
);
  always_ff @(posedge clk)
    if (rst) begin
      {left, right, arithmetic, product, compared, parity} <= 0;
    end else begin
      left <= a << by;
      right <= $unsigned(a) >> by;
      arithmetic <= a >>> by;
      product <= a * b;
      compared <= {a < b, a >= b, $unsigned(a) > $unsigned(b), a == b};
      parity <= ^a;
    end
endmodule
