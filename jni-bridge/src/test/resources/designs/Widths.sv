// One register of every width that matters: what goes in comes out a cycle later.
module Widths (
    input              clock,
    input              reset,
    input     [0:0]    in1,
    input     [7:0]    in8,
    input     [30:0]   in31,
    input     [31:0]   in32,
    input     [32:0]   in33,
    input     [62:0]   in63,
    input     [63:0]   in64,
    input     [64:0]   in65,
    input     [127:0]  in128,
    input     [511:0]  in512,
    input     [4095:0] in4096,
    output reg [0:0]    out1,
    output reg [7:0]    out8,
    output reg [30:0]   out31,
    output reg [31:0]   out32,
    output reg [32:0]   out33,
    output reg [62:0]   out63,
    output reg [63:0]   out64,
    output reg [64:0]   out65,
    output reg [127:0]  out128,
    output reg [511:0]  out512,
    output reg [4095:0] out4096,
    output     [7:0]    same8,
    output reg [63:0]   seeded
);
  assign same8 = in8;
  // Never reset: shows the initial state.
  always @(posedge clock) seeded <= seeded;
  always @(posedge clock) begin
    out1    <= reset ? '0 : in1;
    out8    <= reset ? '0 : in8;
    out31   <= reset ? '0 : in31;
    out32   <= reset ? '0 : in32;
    out33   <= reset ? '0 : in33;
    out63   <= reset ? '0 : in63;
    out64   <= reset ? '0 : in64;
    out65   <= reset ? '0 : in65;
    out128  <= reset ? '0 : in128;
    out512  <= reset ? '0 : in512;
    out4096 <= reset ? '0 : in4096;
  end
endmodule
