// Structures at the ports and inside, memories, and an instance two levels down.
package inside_pkg;
  typedef struct packed {
    logic [3:0] major;
    logic [3:0] minor;
  } version_t;
  typedef struct packed {
    version_t    version;
    logic [31:0] length;
    logic [99:0] payload;
  } frame_t;
  typedef struct packed {
    logic [4:0] kind;
    logic [6:0] size;
  } head_t;
endpackage

module Counting (
    input             clock,
    input             reset,
    input             enable,
    output reg [15:0] count
);
  always @(posedge clock) count <= reset ? 0 : count + 16'(enable);
endmodule

module Store (
    input                 clock,
    input                 reset,
    input                 write,
    input           [3:0] at,
    input          [32:0] value,
    input inside_pkg::frame_t frame
);
  reg [32:0] cells[0:15];
  inside_pkg::frame_t kept;
  wire [15:0] writes;
  Counting counting (
      .clock (clock),
      .reset (reset),
      .enable(write),
      .count (writes)
  );
  always @(posedge clock) begin
    if (write) cells[at] <= value;
    kept <= frame;
  end
endmodule

module Inside (
    input                      clock,
    input                      reset,
    input                      write,
    input                [3:0] at,
    input               [32:0] value,
    input inside_pkg::frame_t  frame,
    input inside_pkg::head_t   head,
    output inside_pkg::frame_t same,
    output inside_pkg::head_t  next
);
  Store store (
      .clock(clock),
      .reset(reset),
      .write(write),
      .at(at),
      .value(value),
      .frame(frame)
  );
  assign same = frame;
  always @(posedge clock) next <= head;
endmodule
