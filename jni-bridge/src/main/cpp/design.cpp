// The C interface of one compiled design, and the hooks through which Verilator's run time reports. No JNI here.
#include <cstdarg>
#include <cstdio>
#include <mutex>

#include "design_instance.h"
#include "design_records.h"
#include "design_state.h"
#include "verilated_syms.h"

#ifdef TANDEM_PROFILED
extern "C" void __gcov_dump(void);
#endif

namespace tandem {
namespace {

// Calls with(stream) for the stream of that index.
template <class With>
int stream(Instance* i, int wanted, With with) {
#define TANDEM_ANY(index, name, validPin, readyPin, size)                  \
  if (wanted == index) {                                                    \
    with(i->stream_##name);                           \
    return 0;                                                               \
  }
  TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
  return -1;
}

void destroy(tandem_instance* instance) {
  Instance* i = self(instance);
#ifdef TANDEM_TRACE
  if (i->trace) i->trace->close();
#endif
  i->top->final();
  delete i;
}

// All of the model's state, modules that were not inlined included.
Syms* state(Instance* i) { return i->root->vlSymsp; }

void* buffer(tandem_instance* instance, int which, uint64_t* bytes) {
  Instance* i = self(instance);
  switch (which) {
    case 0: *bytes = sizeof(Syms); return state(i);
    case 1: *bytes = sizeof(Inputs); return &i->inputs;
    case 2: *bytes = sizeof(tandem_control); return &i->control;
    default: return nullptr;
  }
}

int step(tandem_instance* i, uint64_t cycles) { return self(i)->step(cycles); }
int run(tandem_instance* i, uint64_t cycles) { return self(i)->run(cycles); }
const tandem_event* event(tandem_instance* i) { return &self(i)->event; }
const tandem_breach* breach(tandem_instance* i) { return &self(i)->breach; }

void* ring(tandem_instance* i, int index, uint64_t capacity, uint64_t* bytes) {
  void* memory = nullptr;
  stream(self(i), index, [&](auto& s) {
    if (s.ring.exists()) return;
    s.ring.allocate(capacity);
    memory = s.ring.memory();
    *bytes = s.ring.bytes();
  });
  return memory;
}

int pauses(tandem_instance* i, int index, const uint64_t* bits, uint64_t words) {
  return stream(self(i), index, [&](auto& s) { s.pauses.set(bits, words); });
}

int stopAfter(tandem_instance* i, int index, uint64_t handshakes) {
  return stream(self(i), index, [&](auto& s) { s.stopAfter = handshakes; });
}

int responder(tandem_instance* instance, const tandem_responder* r) {
  Instance* i = self(instance);
  Responses* responses = nullptr;
#define TANDEM_SOURCE(index, name, validPin, readyPin, size) \
  if (r->response == index) {                                 \
    i->stream_##name.responses.configure(*r, size);          \
    responses = &i->stream_##name.responses;                  \
  }
  TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SKIP)
#undef TANDEM_SOURCE
#define TANDEM_SINK(index, name, validPin, readyPin, size) \
  if (r->request == index) {                                \
    i->stream_##name.answering = responses;                 \
    return responses ? 0 : -1;                              \
  }
  TANDEM_STREAMS(TANDEM_SKIP, TANDEM_SINK)
#undef TANDEM_SINK
  return -1;
}

const std::string& signals() {
  static const std::string text = [] {
    char line[512];
    std::string lines;
    auto add = [&](const char* name, const char* kind, int bits, int which, size_t at, long flag) {
      std::snprintf(line, sizeof line, "%s %s %d %d %zu %ld\n", name, kind, bits, which, at, flag);
      lines += line;
    };
#define TANDEM_IN(name, bits)                                    \
  add(#name, "input", bits, 1, offsetof(Inputs, name##_pin),          \
      bits > 64 ? static_cast<long>(offsetof(Inputs, name##_pin) + (sizeof(Root::name) + 7) / 8 * 8) : -1L);
#define TANDEM_OUT(name, bits) add(#name, "output", bits, 0, offsetof(Syms, TOP) + offsetof(Root, name), -1L);
    TANDEM_PORTS(TANDEM_IN, TANDEM_OUT)
#undef TANDEM_IN
#undef TANDEM_OUT
    return lines;
  }();
  return text;
}

const char* internals(tandem_instance* instance) {
  static thread_local std::string lines;
  lines.clear();
  Instance* i = self(instance);
  const char* begin = reinterpret_cast<const char*>(state(i));
  for (const auto& scope : *i->context.scopeNameMap()) {
    if (!scope.second->varsp()) continue;
    for (const auto& variable : *scope.second->varsp()) {
      const auto* data = static_cast<const char*>(variable.second.datap());
      if (data < begin || data >= begin + sizeof(Syms)) continue;  // parameters
      lines += scope.first;
      lines += '.';
      lines += variable.first;
      lines += ' ' + std::to_string(data - begin) + '\n';
    }
  }
  return lines.c_str();
}

void connect(tandem_instance** (*where)(void)) { current = where; }

void assertions(tandem_instance* i, int on) { self(i)->context.assertOn(on); }

void profile() {
#ifdef TANDEM_PROFILED
  __gcov_dump();
#endif
}

tandem_instance* create(uint64_t seed);
const tandem_design_api* api() {
  static const tandem_design_api table = {
      TANDEM_ABI_VERSION, TANDEM_BUILD_ID, signals().c_str(), connect,     create,   destroy,     buffer,
      internals,          step,            run,               event,       breach,   ring,
      pauses,             responder,       stopAfter,         assertions,  traceOpen, traceRecord,
      traceClose,         save,            restore,           coverage,    profile};
  return &table;
}

tandem_instance* create(uint64_t seed) {
  // Verilator's random state is common to all contexts of a library: one creation at a time keeps it repeatable.
  static std::mutex creating;
  const std::lock_guard<std::mutex> lock(creating);
  auto* i = new Instance;
  i->api = api();
  *current() = i;
  i->context.randReset(2);
  // Verilator's seed is a positive int; 0 would mean "take the clock".
  i->context.randSeed(static_cast<int>((seed ^ seed >> 31) % 0x7fffffff) + 1);
  i->context.traceEverOn(true);
  i->context.fatalOnError(false);
  i->top = std::make_unique<Top>(&i->context, "");
  i->root = i->top->rootp;
  // The seed is for what is inside; pins begin at 0, as the staged inputs do.
#define TANDEM_ZERO(name, bits) std::memset(&i->root->name, 0, sizeof i->root->name);
  TANDEM_PORTS(TANDEM_ZERO, TANDEM_SKIP)
#undef TANDEM_ZERO
#ifdef TANDEM_RESET
  // Up from noise, a design is in reset until somebody says otherwise: its assertions mean nothing before.
  i->root->TANDEM_RESET = 1;
#endif
#ifdef TANDEM_CLOCK
  i->root->TANDEM_CLOCK = 0;
#endif
  i->stageInputs();
  i->evaluate(0);
  return i;
}

}  // namespace
}  // namespace tandem

extern "C" {

__attribute__((visibility("default"))) const tandem_design_api* tandem_design(void) {
  return tandem::api();
}

int tandem_print(const char* format, ...) {
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  const int length = std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  // Bounded: a design that prints every cycle must not fill memory; the newest text is what an exception needs.
  std::string& printed = tandem::running()->printed;
  if (printed.size() > 65536) printed.erase(0, printed.size() - 4096);
  printed += text;
  return length;
}
}

void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE {
  tandem::running()->ended(TANDEM_FINISHED, file, line, "$finish");
}
void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE {
  tandem::running()->ended(TANDEM_STOPPED, file, line, "$stop");
}
void vl_fatal(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE {
  tandem::running()->ended(TANDEM_FATAL, file, line, message);
}
