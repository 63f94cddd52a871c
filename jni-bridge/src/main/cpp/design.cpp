// One compiled design: owns Verilator's model, moves its pins, runs its stream agents. Everything that depends on
// the design is a table in design_table.h, generated from the manifest. No JNI here.
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

#include "design_table.h"
#include "stream_agents.h"

#define TANDEM_JOIN(a, b) a##b
#define TANDEM_JOINED(a, b) TANDEM_JOIN(a, b)
using Top = TANDEM_TOP;
using Root = TANDEM_JOINED(TANDEM_TOP, ___024root);

#if defined(TANDEM_TRACE_FST)
using Trace = VerilatedFstC;
#elif defined(TANDEM_TRACE_VCD)
using Trace = VerilatedVcdC;
#endif

// Stands in for the half of a table that is not wanted.
#define TANDEM_SKIP(...)

namespace tandem {
namespace {

template <class T>
using Plain = std::remove_cv_t<std::remove_reference_t<T>>;

// What Java drives before the next cycle begins. Staged, because the clock edge of the cycle before must still see
// the old values. Wide inputs carry a flag: they are copied only when they were written.
struct Inputs {
#define TANDEM_STAGED(name, bits)         \
  Plain<decltype(Root::name)> name##_pin; \
  uint8_t name##_written;
  TANDEM_PORTS(TANDEM_STAGED, TANDEM_SKIP)
#undef TANDEM_STAGED
};

// Storage must be what the manifest promised, or every offset in Java would be wrong.
#define TANDEM_CHECK(name, bits)                                                              \
  static_assert(sizeof(Root::name) == ((bits) <= 8    ? 1                                     \
                                       : (bits) <= 16 ? 2                                     \
                                       : (bits) <= 32 ? 4                                     \
                                       : (bits) <= 64 ? 8                                     \
                                                      : ((bits) + 31) / 32 * 4),              \
                "storage of " #name);
TANDEM_PORTS(TANDEM_CHECK, TANDEM_CHECK)
#undef TANDEM_CHECK

// One struct a stream: its pins and how its record is laid out.
#define TANDEM_PUT(port, offset, bytes)                           \
  static_assert(sizeof(pins.port) == bytes, "field size of " #port); \
  std::memcpy(&pins.port, record + offset, bytes);
#define TANDEM_GET(port, offset, bytes)                           \
  static_assert(sizeof(pins.port) == bytes, "field size of " #port); \
  std::memcpy(record + offset, &pins.port, bytes);
#define TANDEM_SOURCE(index, name, validPin, readyPin, bytes)                        \
  struct Port_##name {                                                               \
    static constexpr uint64_t recordBytes = bytes;                                   \
    static CData& valid(Root& pins) { return pins.validPin; }                        \
    static CData ready(const Root& pins) { return pins.readyPin; }                   \
    static void put(Root& pins, const char* record) { TANDEM_RECORD_##name(TANDEM_PUT) } \
  };
#define TANDEM_SINK(index, name, validPin, readyPin, bytes)                          \
  struct Port_##name {                                                               \
    static constexpr uint64_t recordBytes = bytes;                                   \
    static CData valid(const Root& pins) { return pins.validPin; }                   \
    static CData& ready(Root& pins) { return pins.readyPin; }                        \
    static void get(const Root& pins, char* record) { TANDEM_RECORD_##name(TANDEM_GET) } \
  };
TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SINK)
#undef TANDEM_SOURCE
#undef TANDEM_SINK

struct Instance;
thread_local Instance* running = nullptr;

struct Instance : tandem_instance {
  VerilatedContext context;
  std::unique_ptr<Top> top;
  Root* root = nullptr;
  Inputs inputs{};
  tandem_control control{};
  tandem_event event{};
  std::string printed, eventFile, eventMessage;
#ifdef TANDEM_TRACE
  std::unique_ptr<Trace> trace;
  bool recording = false;
#endif
#define TANDEM_SOURCE(index, name, validPin, readyPin, bytes) Source<Port_##name> stream_##name;
#define TANDEM_SINK(index, name, validPin, readyPin, bytes) Sink<Port_##name> stream_##name;
  TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SINK)
#undef TANDEM_SOURCE
#undef TANDEM_SINK

  void evaluate(uint64_t time) {
    context.time(time);
    top->eval();
#ifdef TANDEM_TRACE
    if (recording) trace->dump(time);
#endif
  }

  // The clock edge that ends the visible cycle.
  void edge() {
#ifdef TANDEM_CLOCK
    root->TANDEM_CLOCK = 1;
    evaluate(control.cycle * TANDEM_PERIOD + TANDEM_PERIOD / 2);
    root->TANDEM_CLOCK = 0;
#endif
    ++control.cycle;
  }

  void settle() { evaluate(control.cycle * TANDEM_PERIOD); }

  void applyInputs() {
#define TANDEM_APPLY(name, bits)                          \
  if (sizeof(root->name) <= 8 || inputs.name##_written) { \
    root->name = inputs.name##_pin;                       \
    inputs.name##_written = 0;                            \
  }
    TANDEM_PORTS(TANDEM_APPLY, TANDEM_SKIP)
#undef TANDEM_APPLY
  }

  // After agents drove pins themselves, the staged values must be the driven ones.
  void stageInputs() {
#define TANDEM_STAGE(name, bits) inputs.name##_pin = root->name;
    TANDEM_PORTS(TANDEM_STAGE, TANDEM_SKIP)
#undef TANDEM_STAGE
  }

  int step(uint64_t cycles) {
    running = this;
    for (; cycles && !event.outcome; --cycles) {
      edge();
      applyInputs();
      settle();
    }
    return event.outcome;
  }

  int blocked() const {
    int why = 0;
#define TANDEM_ANY(index, name, validPin, readyPin, bytes)   \
  if (stream_##name.reached()) return TANDEM_COUNT_REACHED;  \
  if (!why) why = stream_##name.blocked();
    TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
    return why;
  }

  int run(uint64_t cycles) {
    running = this;
    const uint64_t begin = control.cycle;
    int why = event.outcome;
    for (; cycles && !why && !(why = blocked()); --cycles) {
      edge();
      if (control.cycle == begin + 1) applyInputs();
#define TANDEM_ANY(index, name, validPin, readyPin, bytes) stream_##name.drive(*root, control.cycle);
      TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
      settle();
#define TANDEM_ANY(index, name, validPin, readyPin, bytes) stream_##name.sample(*root, control.cycle);
      TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
      why = event.outcome;
    }
    if (control.cycle != begin) stageInputs();
    return why;
  }

  void ended(int outcome, const char* file, int line, const char* what) {
    if (event.outcome) return;  // the first reason counts
    // $error, $fatal and failed assertions reach the run time as a $stop; only what they printed tells them apart
    // from a real one. Java tells $fatal from the others by the source line.
    const size_t error = printed.rfind("%Error");
    const bool isError = error != std::string::npos;
    if (outcome == TANDEM_STOPPED && isError) outcome = TANDEM_ASSERTION;
    eventFile = file ? file : "";
    eventMessage = isError ? printed.substr(error) : what;
    event = {outcome, line, control.cycle, eventFile.c_str(), eventMessage.c_str()};
  }
};

Instance* self(tandem_instance* instance) { return static_cast<Instance*>(instance); }

// Calls with(stream) for the stream of that index.
template <class With>
int stream(Instance* i, int wanted, With with) {
#define TANDEM_ANY(index, name, validPin, readyPin, bytes)                  \
  if (wanted == index) {                                                    \
    with(i->stream_##name, static_cast<uint64_t>(Port_##name::recordBytes)); \
    return 0;                                                               \
  }
  TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
  return -1;
}

void destroy(tandem_instance* instance) {
  running = self(instance);
#ifdef TANDEM_TRACE
  if (running->trace) running->trace->close();
#endif
  running->top->final();
  delete running;
  running = nullptr;
}

void* buffer(tandem_instance* instance, int which, uint64_t* bytes) {
  Instance* i = self(instance);
  switch (which) {
    case 0: *bytes = sizeof(Root); return i->root;
    case 1: *bytes = sizeof(Inputs); return &i->inputs;
    case 2: *bytes = sizeof(tandem_control); return &i->control;
    default: return nullptr;
  }
}

int step(tandem_instance* i, uint64_t cycles) { return self(i)->step(cycles); }
int run(tandem_instance* i, uint64_t cycles) { return self(i)->run(cycles); }
const tandem_event* event(tandem_instance* i) { return &self(i)->event; }

void* ring(tandem_instance* i, int index, uint64_t capacity, uint64_t* bytes) {
  void* memory = nullptr;
  stream(self(i), index, [&](Stream& s, uint64_t recordBytes) {
    if (s.ring.exists()) return;
    s.ring.allocate(capacity, recordBytes);
    memory = s.ring.memory();
    *bytes = s.ring.bytes();
  });
  return memory;
}

int pauses(tandem_instance* i, int index, const uint64_t* bits, uint64_t words) {
  return stream(self(i), index, [&](Stream& s, uint64_t) { s.pauses.set(bits, words); });
}

int stopAfter(tandem_instance* i, int index, uint64_t handshakes) {
  return stream(self(i), index, [&](Stream& s, uint64_t) { s.stopAfter = handshakes; });
}

int responder(tandem_instance* instance, const tandem_responder* r) {
  Instance* i = self(instance);
  Responses* responses = nullptr;
#define TANDEM_SOURCE(index, name, validPin, readyPin, bytes) \
  if (r->response == index) {                                 \
    i->stream_##name.responses.configure(*r, bytes);          \
    responses = &i->stream_##name.responses;                  \
  }
  TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SKIP)
#undef TANDEM_SOURCE
#define TANDEM_SINK(index, name, validPin, readyPin, bytes) \
  if (r->request == index) {                                \
    i->stream_##name.answering = responses;                 \
    return responses ? 0 : -1;                              \
  }
  TANDEM_STREAMS(TANDEM_SKIP, TANDEM_SINK)
#undef TANDEM_SINK
  return -1;
}

#ifdef TANDEM_TRACE
const char* traceOpen(tandem_instance* instance, const char* file, int levels) {
  Instance* i = self(instance);
  i->trace = std::make_unique<Trace>();
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
void traceRecord(tandem_instance* i, int on) { self(i)->recording = on && self(i)->trace; }
void traceClose(tandem_instance* i) {
  if (self(i)->trace) self(i)->trace->close();
  self(i)->trace.reset();
  self(i)->recording = false;
}
#else
const char* traceOpen(tandem_instance*, const char*, int) {
  return "the design was compiled without tracing";
}
void traceRecord(tandem_instance*, int) {}
void traceClose(tandem_instance*) {}
#endif

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
      bits > 64 ? static_cast<long>(offsetof(Inputs, name##_written)) : -1L);
#define TANDEM_OUT(name, bits) add(#name, "output", bits, 0, offsetof(Root, name), -1L);
    TANDEM_PORTS(TANDEM_IN, TANDEM_OUT)
#undef TANDEM_IN
#undef TANDEM_OUT
    return lines;
  }();
  return text;
}

tandem_instance* create(uint64_t seed);
const tandem_design_api* api() {
  static const tandem_design_api table = {
      TANDEM_ABI_VERSION, TANDEM_BUILD_ID, signals().c_str(), create,    destroy,   buffer,
      step,               run,             event,             ring,      pauses,    responder,
      stopAfter,          traceOpen,       traceRecord,       traceClose};
  return &table;
}

tandem_instance* create(uint64_t seed) {
  // Verilator's random state is common to all contexts of a library: one creation at a time keeps it repeatable.
  static std::mutex creating;
  const std::lock_guard<std::mutex> lock(creating);
  auto* i = new Instance;
  i->api = api();
  running = i;
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
  i->stageInputs();
#endif
  i->settle();
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
  std::string& printed = tandem::running->printed;
  if (printed.size() > 65536) printed.erase(0, printed.size() - 4096);
  printed += text;
  return length;
}
}

void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE {
  tandem::running->ended(TANDEM_FINISHED, file, line, "$finish");
}
void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE {
  tandem::running->ended(TANDEM_STOPPED, file, line, "$stop");
}
void vl_fatal(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE {
  tandem::running->ended(TANDEM_FATAL, file, line, message);
}
