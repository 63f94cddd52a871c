// Ends its simulation in the way it is told to.
module Endings (
    input       clock,
    input       reset,
    input [2:0] how
);
  always @(posedge clock) begin
    if (how == 1) $finish;
    if (how == 2) $stop;
    if (how == 3) $fatal(1, "the limit was passed: limit=%0d", 42);
    if (how == 4) $display("only a note");
    assert (how != 5) else $error("how must not be five: how=%0d", how);
  end
endmodule
