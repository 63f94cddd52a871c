// Four records deep; a record leaves in the cycle after it came at the earliest, or later.
module Queue (
    input          clock,
    input          reset,
    input          in_valid,
    output         in_ready,
    input  [7:0]   in_bits_slot,
    input  [63:0]  in_bits_address,
    input  [511:0] in_bits_data,
    output         out_valid,
    input          out_ready,
    output [7:0]   out_bits_slot,
    output [63:0]  out_bits_address,
    output [511:0] out_bits_data,
    input          response_valid,
    output         response_ready,
    input  [7:0]   response_bits_slot,
    input          response_bits_failed,
    output         taking_valid,
    output [7:0]   taking_bits_slot,
    output reg [31:0] answers,
    output reg [31:0] failures
);
  reg [583:0] store[0:3];
  reg [2:0] filled, taken;
  wire [2:0] held = filled - taken;
  assign in_ready = held != 4;
  assign out_valid = held != 0;
  assign {out_bits_slot, out_bits_address, out_bits_data} = store[taken[1:0]];
  assign response_ready = 1;
  assign taking_valid = in_valid && in_ready && !reset;
  assign taking_bits_slot = in_bits_slot;
  always @(posedge clock) begin
    if (reset) begin
      filled   <= 0;
      taken    <= 0;
      answers  <= 0;
      failures <= 0;
    end else begin
      if (in_valid && in_ready) begin
        store[filled[1:0]] <= {in_bits_slot, in_bits_address, in_bits_data};
        filled <= filled + 1;
      end
      if (out_valid && out_ready) taken <= taken + 1;
      if (response_valid) begin
        answers <= answers + 1;
        failures <= failures + 32'(response_bits_failed);
      end
    end
  end
endmodule
