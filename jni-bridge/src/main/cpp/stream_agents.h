// Native agents of stream mode: they drive and record ready/valid streams from rings shared with Java, with the
// same rules, cycle for cycle, as tandem.bridge.CycleStreams.
#pragma once
#include <algorithm>
#include <cstring>

#include "responses.h"
#include "rings.h"

namespace tandem {

// What every stream has, whichever way it goes.
template <class Port>
struct Stream {
  Ring<Port::recordBytes> ring;
  Pauses pauses;
  uint64_t handshakes = 0;
  uint64_t stopAfter = UINT64_MAX;

  bool reached() const { return handshakes >= stopAfter; }
  uint64_t untilReached() const { return stopAfter - handshakes; }
  template <class Archive>
  void exchange(Archive& archive) {
    ring.exchange(archive);
    pauses.exchange(archive);
    archive.value(handshakes);
    archive.value(stopAfter);
  }
};

// What decides in a cycle which rules the design must keep.
struct Moment {
  bool fresh;    // what waited before does not bind it: there was a reset, or cycles without agents
  bool inReset;  // reset has held it since the edge before
};

// Port is generated from the manifest: it names the pins and moves a record between pins and memory.
template <class Port>
class Source : public Stream<Port> {
 public:
  using Stream<Port>::ring;
  using Stream<Port>::pauses;
  using Stream<Port>::handshakes;
  Responses responses;

  int blocked() const {
    if (!ring.exists()) return 0;
    if (responses.active()) return ring.free() ? 0 : TANDEM_RING_FULL;
    return !holding_ && !ring.held() && !ring.memory()->closed ? TANDEM_SOURCE_DRY : 0;
  }
  // For how many cycles blocked() can surely not change to something else than 0.
  uint64_t unblockedCycles() const {
    if (!ring.exists()) return UINT64_MAX;
    if (responses.active()) return ring.free();
    return ring.memory()->closed ? UINT64_MAX : ring.held();
  }
  // Whether pins changed.
  template <class Pins>
  bool drive(Pins& pins, uint64_t cycle) {
    if (!ring.exists()) return false;
    if (responses.active()) responses.advance(cycle);
    if (holding_) return false;
    const char* record = next(cycle);
    const bool was = Port::valid(pins);
    holding_ = record != nullptr;
    if (holding_) Port::put(pins, record);
    Port::valid(pins) = holding_;
    return holding_ || was;
  }
  // The rule that the design broke: when it is ready is its own affair.
  template <class Pins>
  int sample(Pins& pins, uint64_t cycle, Moment) {
    take(pins, cycle);
    return TANDEM_RULES_HELD;
  }
  const char* before() const { return nullptr; }
  const char* after() const { return nullptr; }
  template <class Archive>
  void exchange(Archive& archive) {
    Stream<Port>::exchange(archive);
    responses.exchange(archive);
    archive.value(holding_);
  }

 private:
  template <class Pins>
  void take(Pins& pins, uint64_t cycle) {
    if (!holding_ || !Port::ready(pins)) return;
    holding_ = false;
    ++handshakes;
    tandem_ring* memory = ring.memory();
    if (responses.active()) {
      tandem_slot* slot = ring.slot(memory->filled);
      slot->earliest = responses.earliest();
      slot->handshake = cycle;
      std::memcpy(recordOf(slot), responses.record(), Port::recordBytes);
      ++memory->filled;
      responses.answered();
    } else {
      ring.slot(memory->taken)->handshake = cycle;
      ++memory->taken;
    }
  }
  // The record to offer from this cycle on, or null.
  const char* next(uint64_t cycle) const {
    if (pauses.at(cycle)) return nullptr;
    if (responses.active()) return responses.due() ? responses.record() : nullptr;
    if (!ring.held()) return nullptr;
    tandem_slot* slot = ring.slot(ring.memory()->taken);
    return slot->earliest <= cycle ? recordOf(slot) : nullptr;
  }
  bool holding_ = false;
};

template <class Port>
class Sink : public Stream<Port> {
 public:
  using Stream<Port>::ring;
  using Stream<Port>::pauses;
  using Stream<Port>::handshakes;
  Responses* answering = nullptr;

  int blocked() const { return ring.exists() && !ring.free() ? TANDEM_RING_FULL : 0; }
  uint64_t unblockedCycles() const { return ring.exists() ? ring.free() : UINT64_MAX; }
  template <class Pins>
  bool drive(Pins& pins, uint64_t cycle) {
    if (!ring.exists()) return false;
    const bool was = Port::ready(pins);
    ready_ = !pauses.at(cycle);
    Port::ready(pins) = ready_;
    return was != ready_;
  }
  // The rule that the design broke.
  template <class Pins>
  int sample(Pins& pins, uint64_t cycle, Moment moment) {
    if (!ring.exists()) return TANDEM_RULES_HELD;
    const bool valid = Port::valid(pins);
    const bool kept = bound_ && !moment.fresh;  // held_ is what the pins must show
    const int rule = kept || moment.inReset ? broken(pins, valid, kept, moment) : TANDEM_RULES_HELD;
    bound_ = valid && !ready_;
    if (!valid) {
      offered_ = false;
      return rule;
    }
    if (!offered_) {
      offered_ = true;
      since_ = cycle;
    }
    if (ready_) {
      take(pins, cycle);
    } else if (!kept || rule) {
      Port::get(pins, held_);
    }
    return rule;
  }
  const char* before() const { return before_; }
  const char* after() const { return after_; }
  template <class Archive>
  void exchange(Archive& archive) {
    Stream<Port>::exchange(archive);
    archive.value(ready_);
    archive.value(offered_);
    archive.value(bound_);
    archive.value(since_);
    archive.value(held_);
  }

 private:
  template <class Pins>
  int broken(Pins& pins, bool valid, bool kept, Moment moment) {
    if (moment.inReset && valid) {
      Port::get(pins, after_);
      return TANDEM_SILENT_RESET;
    }
    if (!kept || (valid && Port::shows(pins, held_))) return TANDEM_RULES_HELD;
    std::memcpy(before_, held_, Port::recordBytes);
    Port::get(pins, after_);
    return valid ? TANDEM_RECORD_HOLDS : TANDEM_VALID_HOLDS;
  }
  template <class Pins>
  void take(Pins& pins, uint64_t cycle) {
    offered_ = false;
    ++handshakes;
    tandem_slot* slot = ring.slot(ring.memory()->filled);
    slot->earliest = since_;
    slot->handshake = cycle;
    Port::get(pins, recordOf(slot));
    if (answering) answering->request(cycle, recordOf(slot));
    ++ring.memory()->filled;
  }
  bool ready_ = false, offered_ = false;
  bool bound_ = false;  // what was offered in the cycle before was not taken, so it must be there
  uint64_t since_ = 0;
  char held_[Port::recordBytes] = {};  // that record
  // Of a broken rule: that record as it was and the pins as they were.
  char before_[Port::recordBytes] = {}, after_[Port::recordBytes] = {};
};

}  // namespace tandem
