// A small processor: 8 registers of 16 bits, a program that comes in from outside, an assertion.
module cpu (
    input clk,
    input rst,
    input [15:0] instruction,
    output logic [7:0] pc,
    output logic [15:0] out,
    output logic zero
);
  logic [15:0] r[8];
  wire [2:0] op = instruction[15:13];
  wire [2:0] d = instruction[12:10];
  wire [2:0] s = instruction[9:7];
  wire [6:0] k = instruction[6:0];
  logic [15:0] value;
  always_comb begin
    case (op)
      0: value = r[s] + {9'd0, k};
      1: value = r[s] - r[k[2:0]];
      2: value = r[s] & r[k[2:0]];
      3: value = r[s] ^ r[k[2:0]];
      4: value = r[s] * r[k[2:0]];
      5: value = r[s] >> k[3:0];
      6: value = {9'd0, k};
      default: value = r[s];
    endcase
  end
  integer i;
  always_ff @(posedge clk) begin
    if (rst) begin
      pc <= 0;
      zero <= 0;
      out <= 0;
      for (i = 0; i < 8; i = i + 1) r[i] <= 0;
    end else begin
      r[d] <= value;
      zero <= value == 0;
      if (op == 7) out <= value;
      pc <= op == 7 && k[0] && zero ? k : pc + 1;
      assert (out != 16'hdead) else $error("the forbidden value: out=%h pc=%0d", out, pc);
    end
  end
endmodule
