// A first-in first-out queue with an asynchronous reset.
module fifo #(
    parameter W = 8,
    parameter D = 4
) (
    input clk,
    input rst_n,
    input [W-1:0] s_data,
    input s_valid,
    output s_ready,
    output [W-1:0] m_data,
    output m_valid,
    input m_ready
);
  localparam A = $clog2(D);
  reg [W-1:0] mem[0:D-1];
  reg [A:0] wp, rp;
  wire [A:0] held = wp - rp;
  assign s_ready = held != D;
  assign m_valid = wp != rp;
  assign m_data  = mem[rp[A-1:0]];
  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      wp <= 0;
      rp <= 0;
    end else begin
      if (s_valid && s_ready) begin
        mem[wp[A-1:0]] <= s_data;
        wp <= wp + 1;
      end
      if (m_valid && m_ready) rp <= rp + 1;
    end
endmodule
