// Writes through a wild pointer when it is told to, as a fault in foreign code would. Not a null pointer that the compiler
// can see, because it would take the path to it for impossible.
module Crash (
    input clock,
    input reset,
    input crash
);
  always @(posedge clock) if (crash) $c("*(volatile int*)(uintptr_t)vlSelf->crash = 1;");
endmodule
