// One register that the reset forgets, and a memory that nobody fills.
module Forgotten (
    input            clock,
    input            reset,
    input      [3:0] at,
    output reg [7:0] good,
    output reg [7:0] forgotten,
    output     [7:0] cell_at
);
  reg [7:0] cells[0:15];
  assign cell_at = cells[at];
  always @(posedge clock) begin
    if (reset) good <= 0;
    else begin
      good <= good + 1;
      forgotten <= forgotten + 1;
    end
  end
endmodule
