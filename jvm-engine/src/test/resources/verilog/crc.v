// CRC-32 of a byte a cycle.
module crc (
    input clk,
    input rst,
    input enable,
    input [7:0] data,
    output reg [31:0] state,
    output [31:0] result
);
  function [31:0] step(input [31:0] from, input [7:0] in);
    integer i;
    begin
      step = from;
      for (i = 0; i < 8; i = i + 1)
        step = (step[0] ^ in[i]) ? (step >> 1) ^ 32'hedb88320 : step >> 1;
    end
  endfunction
  assign result = ~state;
  always @(posedge clk)
    if (rst) state <= 32'hffffffff;
    else if (enable) state <= step(state, data);
endmodule
