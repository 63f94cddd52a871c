// Native agents of stream mode: they drive and record ready/valid streams from rings shared with Java, with the
// same rules, cycle for cycle, as tandem.bridge.CycleStreams.
#pragma once
#include <cstdlib>
#include <cstring>
#include <queue>
#include <vector>

#include "design_abi.h"

namespace tandem {

// One period of a pause pattern: bit c of the table says that the agent pauses in cycle c modulo its length.
class Pauses {
 public:
  void set(const uint64_t* bits, uint64_t words) {
    bits_.assign(bits, bits + words);
    mask_ = words * 64 - 1;
  }
  bool at(uint64_t cycle) const {
    if (bits_.empty()) return false;
    const uint64_t bit = cycle & mask_;
    return bits_[bit >> 6] >> (bit & 63) & 1;
  }

 private:
  std::vector<uint64_t> bits_;
  uint64_t mask_ = 0;
};

class Ring {
 public:
  ~Ring() { std::free(ring_); }
  void allocate(uint64_t capacity, uint64_t recordBytes) {
    slotBytes_ = sizeof(tandem_slot) + recordBytes;
    bytes_ = sizeof(tandem_ring) + capacity * slotBytes_;
    ring_ = static_cast<tandem_ring*>(std::calloc(1, bytes_));
    ring_->capacity = capacity;
    mask_ = capacity - 1;
  }
  bool exists() const { return ring_ != nullptr; }
  tandem_ring* memory() const { return ring_; }
  uint64_t bytes() const { return bytes_; }
  bool full() const { return ring_->filled - ring_->taken > mask_; }
  bool empty() const { return ring_->filled == ring_->taken; }
  tandem_slot* slot(uint64_t number) const {
    return reinterpret_cast<tandem_slot*>(reinterpret_cast<char*>(ring_ + 1) +
                                          (number & mask_) * slotBytes_);
  }
  static char* record(tandem_slot* slot) { return reinterpret_cast<char*>(slot + 1); }

 private:
  tandem_ring* ring_ = nullptr;
  uint64_t mask_ = 0, slotBytes_ = 0, bytes_ = 0;
};

// The pending answers of a responder, earliest due first, then in the order asked.
class Responses {
 public:
  void configure(const tandem_responder& r, uint64_t recordBytes) {
    plan_.assign(r.plan, r.plan + r.entries);
    copies_.assign(r.copies, r.copies + r.copy_count);
    failedAt_ = r.failed_at;
    recordBytes_ = recordBytes;
  }
  bool active() const { return !plan_.empty(); }
  void request(uint64_t cycle, const char* record) {
    const uint64_t entry = plan_[asked_ % plan_.size()];
    Pending p{cycle + static_cast<uint32_t>(entry), asked_++, std::vector<char>(recordBytes_)};
    for (const tandem_copy& c : copies_) std::memcpy(&p.record[c.to], record + c.from, c.bytes);
    if (failedAt_ != UINT32_MAX) p.record[failedAt_] = entry >> 32 & 1;
    pending_.push(std::move(p));
  }
  bool due(uint64_t cycle) const { return !pending_.empty() && pending_.top().due <= cycle; }
  uint64_t earliest() const { return pending_.top().due; }
  const char* record() const { return pending_.top().record.data(); }
  void answered() { pending_.pop(); }

 private:
  struct Pending {
    uint64_t due, number;
    std::vector<char> record;
    bool operator<(const Pending& other) const {
      return due != other.due ? due > other.due : number > other.number;
    }
  };
  std::priority_queue<Pending> pending_;
  std::vector<uint64_t> plan_;
  std::vector<tandem_copy> copies_;
  uint32_t failedAt_ = UINT32_MAX;
  uint64_t recordBytes_ = 0, asked_ = 0;
};

// What every stream has, whichever way it goes. Port is generated from the manifest: it names the pins and moves
// a record between pins and memory.
struct Stream {
  Ring ring;
  Pauses pauses;
  uint64_t handshakes = 0;
  uint64_t stopAfter = UINT64_MAX;
  bool reached() const { return handshakes >= stopAfter; }
};

template <class Port>
class Source : public Stream {
 public:
  Responses responses;

  int blocked() const {
    if (!ring.exists()) return 0;
    if (responses.active()) return ring.full() ? TANDEM_RING_FULL : 0;
    return !holding_ && ring.empty() && !ring.memory()->closed ? TANDEM_SOURCE_DRY : 0;
  }
  template <class Pins>
  void drive(Pins& pins, uint64_t cycle) {
    if (!ring.exists() || holding_) return;
    const char* record = next(cycle);
    holding_ = record != nullptr;
    if (holding_) Port::put(pins, record);
    Port::valid(pins) = holding_;
  }
  template <class Pins>
  void sample(Pins& pins, uint64_t cycle) {
    if (!holding_ || !Port::ready(pins)) return;
    holding_ = false;
    ++handshakes;
    if (responses.active()) {
      tandem_slot* slot = ring.slot(ring.memory()->filled);
      slot->earliest = responses.earliest();
      slot->handshake = cycle;
      std::memcpy(Ring::record(slot), responses.record(), Port::recordBytes);
      ++ring.memory()->filled;
      responses.answered();
    } else {
      ring.slot(ring.memory()->taken)->handshake = cycle;
      ++ring.memory()->taken;
    }
  }

 private:
  // The record to offer from this cycle on, or null.
  const char* next(uint64_t cycle) const {
    if (pauses.at(cycle)) return nullptr;
    if (responses.active()) return responses.due(cycle) ? responses.record() : nullptr;
    if (ring.empty()) return nullptr;
    tandem_slot* slot = ring.slot(ring.memory()->taken);
    return slot->earliest <= cycle ? Ring::record(slot) : nullptr;
  }
  bool holding_ = false;
};

template <class Port>
class Sink : public Stream {
 public:
  Responses* answering = nullptr;

  int blocked() const { return ring.exists() && ring.full() ? TANDEM_RING_FULL : 0; }
  template <class Pins>
  void drive(Pins& pins, uint64_t cycle) {
    if (!ring.exists()) return;
    ready_ = !pauses.at(cycle);
    Port::ready(pins) = ready_;
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
    Port::get(pins, Ring::record(slot));
    if (answering) answering->request(cycle, Ring::record(slot));
    ++ring.memory()->filled;
  }

 private:
  bool ready_ = false, offered_ = false;
  uint64_t since_ = 0;
};

}  // namespace tandem
