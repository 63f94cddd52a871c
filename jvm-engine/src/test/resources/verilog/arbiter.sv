// A round-robin arbiter.
module arbiter (
    input clk,
    input rst,
    input [7:0] request,
    output logic [7:0] grant,
    output logic [2:0] winner
);
  logic [2:0] last;
  integer i;
  always_comb begin
    grant = 0;
    winner = last;
    for (i = 1; i <= 8; i = i + 1)
      if (grant == 0 && request[(last+i)%8]) begin
        grant[(last+i)%8] = 1;
        winner = (last + i) % 8;
      end
  end
  always_ff @(posedge clk)
    if (rst) last <= 7;
    else if (request != 0) last <= winner;
endmodule
