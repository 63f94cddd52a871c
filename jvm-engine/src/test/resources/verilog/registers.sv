// A register file with byte enables and structures.
module registers (
    input clk,
    input rst,
    input write,
    input [3:0] at,
    input [3:0] lanes,
    input [31:0] data,
    input [3:0] from,
    output [31:0] read,
    output logic [35:0] last
);
  typedef struct packed {
    logic [3:0]  at;
    logic [31:0] data;
  } entry_t;
  entry_t newest;
  logic [3:0][7:0] file[16];
  assign read = file[from];
  assign last = newest;
  integer i;
  always_ff @(posedge clk)
    if (rst) begin
      newest <= '0;
      for (i = 0; i < 16; i = i + 1) file[i] <= 0;
    end else if (write) begin
      newest.at <= at;
      newest.data <= data;
      for (i = 0; i < 4; i = i + 1) if (lanes[i]) file[at][i] <= data[8*i+:8];
    end
endmodule
