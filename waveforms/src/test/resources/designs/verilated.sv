// What Verilator declares: structs, enums, arrays, generate scopes, wide words, a real.
module verilated(input logic clk, input logic rst, output logic [99:0] sum);
  typedef enum logic [1:0] {IDLE, BUSY, DONE} state_t;
  typedef struct packed { logic valid; logic [4:0] tag; logic [63:0] hostPa; } burst_t;
  state_t state;
  burst_t burst;
  logic [6:0] table_q[3];
  real level;
  generate
    for (genvar i = 0; i < 2; i++) begin : lane
      logic [31 + i * 40:0] acc;
      always_ff @(posedge clk) acc <= rst ? '0 : acc * 3 + 17;
    end
  endgenerate
  always_ff @(posedge clk) begin
    state <= rst ? IDLE : state == DONE ? IDLE : state.next();
    burst <= '{valid: ~burst.valid, tag: burst.tag + 1, hostPa: {lane[1].acc[63:0]}};
    table_q[burst.tag % 3] <= burst.tag + 7'd9;
    level <= rst ? 0.5 : level * 1.25;
    sum <= rst ? '0 : sum + {lane[0].acc, lane[1].acc[67:0]};
  end
endmodule
