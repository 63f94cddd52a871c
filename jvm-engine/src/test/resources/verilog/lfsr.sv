// A shift register with feedback, in a module of its own, twice.
module taps (
    input clk,
    input rst,
    input enable,
    output logic [126:0] state
);
  always_ff @(posedge clk)
    if (rst) state <= 127'd1;
    else if (enable) state <= {state[125:0], state[126] ^ state[125]};
endmodule
module lfsr (
    input clk,
    input rst,
    input enable,
    output [126:0] first,
    output [126:0] second,
    output same
);
  taps one (.clk, .rst, .enable, .state(first));
  taps two (.clk, .rst, .enable(enable & first[0]), .state(second));
  assign same = first == second;
endmodule
