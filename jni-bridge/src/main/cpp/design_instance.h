// One running instance of a compiled design: owns Verilator's model, moves its pins, runs its stream agents. Everything
// that depends on the design is a table in design_table.h, generated from the manifest.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>

#include "design_table.h"
#include "stream_agents.h"

#define TANDEM_JOIN(a, b) a##b
#define TANDEM_JOINED(a, b) TANDEM_JOIN(a, b)
using Top = TANDEM_TOP;
using Root = TANDEM_JOINED(TANDEM_TOP, ___024root);
using Syms = TANDEM_JOINED(TANDEM_TOP, __Syms);

#if defined(TANDEM_TRACE_FST)
using Trace = VerilatedFstC;
#elif defined(TANDEM_TRACE_VCD)
using Trace = VerilatedVcdC;
#endif

// Stands in for the half of a table that is not wanted.
#define TANDEM_SKIP(...)

#ifdef TANDEM_SINGLE_EDGE
void TANDEM_JOINED(TANDEM_TOP, ___024root___eval_ico)(Root*);
void TANDEM_JOINED(TANDEM_TOP, ___024root___eval_act)(Root*);
void TANDEM_JOINED(TANDEM_TOP, ___024root___eval_nba)(Root*);
#endif

namespace tandem {

template <class T>
using Plain = std::remove_cv_t<std::remove_reference_t<T>>;

// What Java drives before the next cycle begins. Staged, because the clock edge of the cycle before must still see
// the old values. A narrow input takes a whole word, so that Java needs no cases; a wide one carries a flag, as it is
// copied only when it was written.
template <class T, bool Wide = (sizeof(T) > 8)>
struct Staged {
  uint64_t value;
};
template <class T>
struct Staged<T, true> {
  T value;
  uint64_t written;
};
#define TANDEM_STAGED(name, bits) Staged<Plain<decltype(Root::name)>> name##_pin;
struct Inputs {
  TANDEM_PORTS(TANDEM_STAGED, TANDEM_SKIP)
  uint64_t end;
};
#undef TANDEM_STAGED

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

// What the agent of a stream without ready drives in its place.
inline CData& alwaysReady() {
  static thread_local CData nowhere = 0;
  return nowhere;
}

// One struct a stream: its pins and how its record is laid out.
#define TANDEM_PUT(port, offset, bytes)                           \
  static_assert(sizeof(pins.port) == bytes, "field size of " #port); \
  std::memcpy(&pins.port, record + offset, bytes);
#define TANDEM_GET(port, offset, bytes)                           \
  static_assert(sizeof(pins.port) == bytes, "field size of " #port); \
  std::memcpy(record + offset, &pins.port, bytes);
#define TANDEM_SHOWS(port, offset, bytes) &&!std::memcmp(record + offset, &pins.port, bytes)
#define TANDEM_SOURCE(index, name, validPin, readyPin, size)                             \
  struct Port_##name {                                                                   \
    static constexpr uint64_t recordBytes = size;                                        \
    static CData& valid(Root& pins) { return pins.validPin; }                            \
    static CData ready(const Root& pins) { return readyPin; }                            \
    static void put(Root& pins, const char* record) { TANDEM_RECORD_##name(TANDEM_PUT) } \
  };
#define TANDEM_SINK(index, name, validPin, readyPin, size)                               \
  struct Port_##name {                                                                   \
    static constexpr uint64_t recordBytes = size;                                        \
    static CData valid(const Root& pins) { return pins.validPin; }                       \
    static CData& ready(Root& pins) { return readyPin; }                                 \
    static void get(const Root& pins, char* record) { TANDEM_RECORD_##name(TANDEM_GET) } \
    static bool shows(const Root& pins, const char* record) {                            \
      return true TANDEM_RECORD_##name(TANDEM_SHOWS);                                    \
    }                                                                                    \
  };
TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SINK)
#undef TANDEM_SOURCE
#undef TANDEM_SINK

struct Instance;
inline tandem_instance** (*current)(void) = nullptr;

struct Instance : tandem_instance {
  VerilatedContext context;
  std::unique_ptr<Top> top;
  Root* root = nullptr;
  Inputs inputs{}, applied{};
  tandem_control control{};
  tandem_event event{};
  tandem_breach breach{};
  uint64_t ranUntil = 0;  // the last cycle that the agents saw
  std::string printed, eventFile, eventMessage, saved;
#ifdef TANDEM_TRACE
  std::unique_ptr<Trace> trace;
#endif
  bool recording = false;
#define TANDEM_SOURCE(index, name, validPin, readyPin, size) Source<Port_##name> stream_##name;
#define TANDEM_SINK(index, name, validPin, readyPin, size) Sink<Port_##name> stream_##name;
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

#ifdef TANDEM_SINGLE_EDGE
  // The compiler of the bridge has seen that the rising clock is the design's only trigger and that nothing else
  // depends on the clock. Then what top->eval() does at the edge is the clocked logic, and what it does afterwards is
  // the logic behind the inputs, which gives what it gave before if no input changed. Waves want all of it.
  void edge() {
    if (recording) return fullEdge();
    context.time(control.cycle * TANDEM_PERIOD + TANDEM_PERIOD / 2);
    root->TANDEM_CLOCK = 1;
    root->__VactTriggered.at(0) = 1;
    root->__VnbaTriggered.at(0) = 1;
    TANDEM_JOINED(TANDEM_TOP, ___024root___eval_act)(root);
    TANDEM_JOINED(TANDEM_TOP, ___024root___eval_nba)(root);
    root->TANDEM_CLOCK = 0;
    ++control.cycle;
  }
  void settle(bool inputsChanged) {
    if (recording) return evaluate(control.cycle * TANDEM_PERIOD);
    context.time(control.cycle * TANDEM_PERIOD);
    if (!inputsChanged) return;
    root->__VicoTriggered.at(0) = 1;
    TANDEM_JOINED(TANDEM_TOP, ___024root___eval_ico)(root);
  }
#else
  void edge() { fullEdge(); }
  void settle(bool) { evaluate(control.cycle * TANDEM_PERIOD); }
#endif

  // The clock edge that ends the visible cycle.
  void fullEdge() {
#ifdef TANDEM_CLOCK
    root->TANDEM_CLOCK = 1;
    evaluate(control.cycle * TANDEM_PERIOD + TANDEM_PERIOD / 2);
    root->TANDEM_CLOCK = 0;
#endif
    ++control.cycle;
  }

  // Whether any input may have changed.
  bool applyInputs() {
    if (!std::memcmp(&inputs, &applied, sizeof inputs)) return false;
#define TANDEM_APPLY(name, bits) apply(root->name, inputs.name##_pin);
    TANDEM_PORTS(TANDEM_APPLY, TANDEM_SKIP)
#undef TANDEM_APPLY
    applied = inputs;
    return true;
  }
  template <class T>
  static void apply(T& pin, Staged<T>& staged) {
    if constexpr (sizeof(T) <= 8) {
      pin = static_cast<T>(staged.value);
    } else if (staged.written) {
      pin = staged.value;
      staged.written = 0;
    }
  }

  // After agents drove pins themselves, the staged values must be the driven ones.
  void stageInputs() {
#define TANDEM_STAGE(name, bits) inputs.name##_pin.value = root->name;
    TANDEM_PORTS(TANDEM_STAGE, TANDEM_SKIP)
#undef TANDEM_STAGE
    applied = inputs;
  }

  int step(uint64_t cycles) {
    if (!cycles || event.outcome) return event.outcome;
    edge();
    settle(applyInputs());
    while (--cycles && !event.outcome) {
      edge();
      settle(false);
    }
    return event.outcome;
  }

  int blocked() const {
    int why = 0;
#define TANDEM_ANY(index, name, validPin, readyPin, size)   \
  if (stream_##name.reached()) return TANDEM_COUNT_REACHED; \
  if (!why) why = stream_##name.blocked();
    TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
    return why;
  }

  // A stream moves at most one record a cycle, so the rings tell for how many cycles nothing can block.
  uint64_t unblockedCycles() const {
    uint64_t cycles = UINT64_MAX;
#define TANDEM_ANY(index, name, validPin, readyPin, size) \
  cycles = std::min({cycles, stream_##name.unblockedCycles(), stream_##name.untilReached()});
    TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
    return std::max<uint64_t>(cycles, 1);
  }

  int run(uint64_t cycles) {
    const uint64_t first = control.cycle, end = first + std::min(cycles, UINT64_MAX - first);
    int why = event.outcome;
    breach = {};
    while (control.cycle != end && !why && !(why = blocked())) {
      for (uint64_t left = std::min(unblockedCycles(), end - control.cycle); left && !why; --left) {
        runCycle(control.cycle == first);
        why = event.outcome;
        if (breach.rule && !why) why = TANDEM_RULE_BROKEN;
      }
    }
    if (control.cycle != first) stageInputs();
    return why;
  }

  bool inReset() const {
#ifdef TANDEM_RESET
    return root->TANDEM_RESET;
#else
    return false;
#endif
  }

  void runCycle(bool first) {
    const bool follows = control.cycle == ranUntil, resetAtEdge = inReset();
    edge();
    bool changed = first && applyInputs();
#define TANDEM_ANY(index, name, validPin, readyPin, size) \
  changed |= stream_##name.drive(*root, control.cycle);
    TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
    settle(changed);
    const Moment moment{!follows || resetAtEdge, follows && resetAtEdge && inReset()};
#define TANDEM_ANY(index, name, validPin, readyPin, size) \
  if (const int rule = stream_##name.sample(*root, control.cycle, moment)) broken(index, rule, stream_##name);
    TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
    ranUntil = control.cycle;
  }

  template <class Agent>
  void broken(int index, int rule, const Agent& agent) {
    if (breach.rule) return;  // the first stream counts
    breach = {index, rule, control.cycle, agent.ring.recordSize(), agent.before(), agent.after()};
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

// The instance that this thread runs.
inline Instance* running() { return static_cast<Instance*>(*current()); }
inline Instance* self(tandem_instance* instance) { return static_cast<Instance*>(instance); }

}  // namespace tandem
