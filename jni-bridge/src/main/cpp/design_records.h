// What an instance can write to files: waves and coverage.
#pragma once
#include <sstream>

#include "design_instance.h"

namespace tandem {

#ifdef TANDEM_TRACE
// The model has an empty name: older Verilators put a separator behind it, so that all names begin with one, newer ones
// do not. The other form selects nothing.
inline void traceScope(Trace& trace, int levels, const std::string& scope) {
  trace.dumpvars(levels, '.' + scope);
  trace.dumpvars(levels, scope);
}
inline const char* traceOpen(tandem_instance* instance, const char* file, const char* scopes, int levels) {
  Instance* i = self(instance);
  i->trace = std::make_unique<Trace>();
  std::istringstream lines(scopes);
  for (std::string scope; std::getline(lines, scope);) traceScope(*i->trace, levels, scope);
  // A selection that selects nothing would crash Verilator's run time, hence a signal that is always there.
  if (*scopes) traceScope(*i->trace, 1, TANDEM_TRACE_ANCHOR);
  i->top->trace(i->trace.get(), levels);
  i->trace->open(file);
  if (!i->trace->isOpen()) {
    i->trace.reset();
    return "the file cannot be opened for writing";
  }
  i->recording = true;
  i->trace->dump(i->control.cycle * TANDEM_PERIOD);
  return nullptr;
}
inline void traceRecord(tandem_instance* i, int on) { self(i)->recording = on && self(i)->trace; }
inline void traceClose(tandem_instance* i) {
  if (self(i)->trace) self(i)->trace->close();
  self(i)->trace.reset();
  self(i)->recording = false;
}
#else
inline const char* traceOpen(tandem_instance*, const char*, const char*, int) {
  return "the design was compiled without tracing";
}
inline void traceRecord(tandem_instance*, int) {}
inline void traceClose(tandem_instance*) {}
#endif

#if VM_COVERAGE
inline const char* coverage(tandem_instance* i, const char* file) {
  self(i)->context.coveragep()->write(file);
  return nullptr;
}
#else
inline const char* coverage(tandem_instance*, const char*) { return "the design was compiled without coverage"; }
#endif

}  // namespace tandem
