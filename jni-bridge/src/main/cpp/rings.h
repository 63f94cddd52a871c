// What Java and the native agents of stream mode share: pause patterns and rings of records.
#pragma once
#include <cstdlib>
#include <cstring>
#include <vector>

#include "design_abi.h"

namespace tandem {

// One period of a pause pattern: bit c of the table says that the agent pauses in cycle c modulo its length.
class Pauses {
 public:
  void set(const uint64_t* bits, uint64_t words) {
    bits_.assign(bits, bits + words);
    measure();
  }
  bool at(uint64_t cycle) const {
    if (never_) return false;
    const uint64_t bit = cycle & mask_;
    return bits_[bit >> 6] >> (bit & 63) & 1;
  }
  template <class Archive>
  void exchange(Archive& archive) {
    archive.vector(bits_);
    measure();
  }

 private:
  void measure() {
    mask_ = bits_.size() * 64 - 1;
    never_ = true;
    for (uint64_t word : bits_) never_ &= word == 0;
  }
  std::vector<uint64_t> bits_ = {0};
  uint64_t mask_ = 63;
  bool never_ = true;
};

inline char* recordOf(tandem_slot* slot) { return reinterpret_cast<char*>(slot + 1); }

// RecordBytes is fixed for a stream, which makes the place of a slot cheap to compute.
template <uint64_t RecordBytes>
class Ring {
 public:
  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring() { std::free(ring_); }
  void allocate(uint64_t capacity) {
    bytes_ = sizeof(tandem_ring) + capacity * SLOT_BYTES;
    ring_ = static_cast<tandem_ring*>(std::calloc(1, bytes_));
    ring_->capacity = capacity;
    mask_ = capacity - 1;
  }
  bool exists() const { return ring_ != nullptr; }
  tandem_ring* memory() const { return ring_; }
  uint64_t bytes() const { return bytes_; }
  static constexpr uint64_t recordSize() { return RecordBytes; }
  uint64_t held() const { return ring_->filled - ring_->taken; }
  uint64_t free() const { return mask_ + 1 - held(); }
  tandem_slot* slot(uint64_t number) const {
    return reinterpret_cast<tandem_slot*>(reinterpret_cast<char*>(ring_ + 1) +
                                          (number & mask_) * SLOT_BYTES);
  }
  // The memory stays where it is, because Java looks at it.
  template <class Archive>
  void exchange(Archive& archive) {
    if (ring_) archive.bytes(ring_, bytes_);
  }

 private:
  static constexpr uint64_t SLOT_BYTES = sizeof(tandem_slot) + RecordBytes;
  tandem_ring* ring_ = nullptr;
  uint64_t mask_ = 0, bytes_ = 0;
};

}  // namespace tandem
