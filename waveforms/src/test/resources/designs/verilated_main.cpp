// Drives verilated.sv for 100 cycles; TRACE is the trace class, argv[1] the dump.
#include "Vverilated.h"
#include "verilated.h"
#include TRACE_HEADER

int main(int, char** argv) {
    VerilatedContext context;
    context.traceEverOn(true);
    Vverilated top{&context};
    TRACE trace;
    top.trace(&trace, 99);
    trace.open(argv[1]);
    for (int half = 0; half < 200; ++half) {
        top.clk = half & 1;
        top.rst = half < 6;
        top.eval();
        trace.dump(half * 2);
    }
    trace.close();
    return 0;
}
