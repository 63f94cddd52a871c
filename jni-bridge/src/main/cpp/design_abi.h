// The C interface between the bridge and one compiled design. Plain C types only: the bridge and the
// design may have been compiled by different compilers.
#pragma once
#include <stdint.h>

#define TANDEM_ABI_VERSION 4

#ifdef __cplusplus
extern "C" {
#endif

// Outcome of step and run. Values are read by Java (tandem.bridge.Outcome, same order).
enum tandem_outcome {
  TANDEM_CYCLES_DONE = 0,    // every cycle asked for was run
  TANDEM_RING_FULL = 1,      // a sink's ring has no free slot: drain and call again
  TANDEM_SOURCE_DRY = 2,     // a source that is not closed has nothing to offer: fill and call again
  TANDEM_COUNT_REACHED = 3,  // the stream named by stop_after has made its number of handshakes
  TANDEM_RULE_BROKEN = 4,    // the design broke a rule of a stream, see struct tandem_breach
  TANDEM_FINISHED = 5,       // $finish
  TANDEM_STOPPED = 6,        // $stop
  TANDEM_ASSERTION = 7,      // an assertion or $error failed
  TANDEM_FATAL = 8,          // $fatal, or an error of the simulator's run time
};

// What a design owes those who take its records (tandem.bridge.StreamRule, same order).
enum tandem_rule {
  TANDEM_RULES_HELD = 0,
  TANDEM_VALID_HOLDS = 1,    // valid, once up, stays up until ready
  TANDEM_RECORD_HOLDS = 2,   // the record does not change while it waits for ready
  TANDEM_SILENT_RESET = 3,   // no valid while reset holds the design
};

// The rule of a stream that was broken in a cycle; records are valid until the next call on the instance.
struct tandem_breach {
  int32_t stream;
  int32_t rule;
  uint64_t cycle;
  uint64_t record_bytes;
  const char* before;  // the record that waited
  const char* after;   // the pins of this cycle
};

// Why an instance ended; text is valid until the instance is destroyed.
struct tandem_event {
  int32_t outcome;
  int32_t line;
  uint64_t cycle;
  const char* file;
  const char* message;
};

// Shared with Java: first bytes of the control buffer (tandem.bridge.RtlDut).
struct tandem_control {
  uint64_t cycle;  // number of the cycle whose settled values are visible now
};

// A ring of record slots shared with Java. Sources: Java fills, the agent takes. Sinks and responders: the
// agent fills, Java takes. Both counts only grow; slot i lies at i modulo capacity.
struct tandem_ring {
  uint64_t filled;
  uint64_t taken;
  uint64_t closed;    // sources: nothing more will come, running dry is no reason to stop
  uint64_t capacity;  // slots, a power of two
  uint64_t reserved[4];
  // slots follow: struct tandem_slot, then the record, slot_bytes long
};

struct tandem_slot {
  uint64_t earliest;   // sources: first cycle in which valid may rise; sinks: cycle in which valid rose
  uint64_t handshake;  // cycle of the handshake
};

// One copied field of a responder: from the request record into the response record.
struct tandem_copy {
  uint32_t from, to, bytes;
};

// Every request taken at one stream is answered once at another, latency[i % entries] cycles later or after
// that, earliest due first. Bit 32 of an entry of the plan sets the response's failed field.
struct tandem_responder {
  int32_t request, response;
  const uint64_t* plan;
  uint64_t entries;
  const struct tandem_copy* copies;
  uint32_t copy_count;
  uint32_t failed_at;  // offset of the one-byte failed field in the response record, or UINT32_MAX
};

typedef struct tandem_instance tandem_instance;

struct tandem_design_api {
  uint32_t abi_version;
  const char* build_id;
  const char* signals;  // one line a port: name kind width buffer offset dirty
  // Once, before anything else: where the instance that the calling thread runs is kept. Whoever calls a function that
  // runs Verilog puts it there, as what the Verilog prints and how it ends has to find its instance.
  void (*connect)(tandem_instance** (*current)(void));
  tandem_instance* (*create)(uint64_t seed);
  void (*destroy)(tandem_instance*);
  // which: 0 model state, 1 staged inputs, 2 control
  void* (*buffer)(tandem_instance*, int which, uint64_t* bytes);
  // One line a visible internal signal: its path, then its place in buffer 0; the same for every instance. The text is
  // valid until the next call on the same thread.
  const char* (*internals)(tandem_instance*);
  int (*step)(tandem_instance*, uint64_t cycles);
  int (*run)(tandem_instance*, uint64_t max_cycles);
  const struct tandem_event* (*event)(tandem_instance*);
  const struct tandem_breach* (*breach)(tandem_instance*);
  void* (*ring)(tandem_instance*, int stream, uint64_t capacity, uint64_t* bytes);
  int (*pauses)(tandem_instance*, int stream, const uint64_t* bits, uint64_t words);
  int (*responder)(tandem_instance*, const struct tandem_responder*);
  int (*stop_after)(tandem_instance*, int stream, uint64_t handshakes);
  // Assertions are checked unless this switched them off.
  void (*assertions)(tandem_instance*, int on);
  // The following give NULL on success, otherwise why not.
  // scopes: hierarchical names, one a line; empty for the whole design
  const char* (*trace_open)(tandem_instance*, const char* file, const char* scopes, int levels);
  void (*trace_record)(tandem_instance*, int on);
  void (*trace_close)(tandem_instance*);
  // The bytes are valid until the next call on the instance.
  const char* (*save)(tandem_instance*, const void** bytes, uint64_t* size);
  const char* (*restore)(tandem_instance*, const void* bytes, uint64_t size);
  const char* (*coverage)(tandem_instance*, const char* file);
  // Writes the profile of an instrumented design, once.
  void (*profile)(void);
};

// What the bridge knows of an instance: how to call it.
struct tandem_instance {
  const struct tandem_design_api* api;
};

typedef const struct tandem_design_api* (*tandem_design_entry)(void);

#ifdef __cplusplus
}
#endif
