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
  template <class Pins>
  void sample(Pins& pins, uint64_t cycle) {
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
  template <class Archive>
  void exchange(Archive& archive) {
    Stream<Port>::exchange(archive);
    responses.exchange(archive);
    archive.value(holding_);
  }

 private:
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
  template <class Pins>
  void sample(Pins& pins, uint64_t cycle) {
    if (!ring.exists() || !Port::valid(pins)) return;
    if (!offered_) {
      offered_ = true;
      since_ = cycle;
    }
    if (!ready_) return;
    offered_ = false;
    ++handshakes;
    tandem_slot* slot = ring.slot(ring.memory()->filled);
    slot->earliest = since_;
    slot->handshake = cycle;
    Port::get(pins, recordOf(slot));
    if (answering) answering->request(cycle, recordOf(slot));
    ++ring.memory()->filled;
  }
  template <class Archive>
  void exchange(Archive& archive) {
    Stream<Port>::exchange(archive);
    archive.value(ready_);
    archive.value(offered_);
    archive.value(since_);
  }

 private:
  bool ready_ = false, offered_ = false;
  uint64_t since_ = 0;
};

}  // namespace tandem
