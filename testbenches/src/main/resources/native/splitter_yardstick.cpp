// The limit that the bridge is held against: a testbench of the alignment splitter in C++ alone, which drives, answers
// and checks in the same cycles what tandem.bench.bridge.SplitterWork does through the bridge.
#include <time.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "VAlignmentSplitter.h"
#include "verilated.h"

namespace {

constexpr uint64_t SPANS = 4096, SLOTS = 256, WHEEL = 256, BURSTY = 8;

[[noreturn]] void fail(const char* what, uint64_t cycle) {
  std::fprintf(stderr, "check failed: %s cycle=%llu\n", what, static_cast<unsigned long long>(cycle));
  std::exit(1);
}

struct Span {
  uint64_t address;
  uint32_t bytes;
  uint16_t tag;
  uint8_t op, guest;
};

class Random {
 public:
  uint64_t next(uint64_t below) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % below;
  }

 private:
  uint64_t state_ = 1;
};

class Bench {
 public:
  Bench() {
    Random random;
    for (uint64_t i = 0; i < SPANS; ++i) {
      Span& s = spans_[i];
      s.address = random.next(1u << 30) * 16 + random.next(16);
      s.bytes = 1 + static_cast<uint32_t>(random.next(1024));
      s.op = random.next(2);
      s.guest = random.next(256);
      s.tag = static_cast<uint16_t>(i);
    }
    for (uint32_t& latency : latencies_) latency = 150 + static_cast<uint32_t>(random.next(100));
    top_.clock = 0;
    top_.reset = 1;
    top_.eval();
    for (int i = 0; i < 4; ++i) cycle([] {}, [] {});
    top_.reset = 0;
    top_.done_ready = 1;
  }

  void run(uint64_t requests) {
    const uint64_t end = done_ + requests;
    while (done_ < end) cycle([this] { drive(); }, [this] { sample(); });
  }
  uint64_t cycles() const { return cycle_; }
  uint64_t checksum() const { return checksum_; }

 private:
  template <class Drive, class Sample>
  void cycle(Drive drive, Sample sample) {
    top_.clock = 1;
    top_.eval();
    top_.clock = 0;
    ++cycle_;
    drive();
    top_.eval();
    sample();
  }

  void drive() {
    if (!holding_) {
      const Span& s = spans_[accepted_ % SPANS];
      top_.in_valid = holding_ = true;
      top_.in_bits_op = s.op;
      top_.in_bits_address = s.address;
      top_.in_bits_bytes = s.bytes;
      top_.in_bits_padBytes = 0;
      top_.in_bits_permitted = 1;
      top_.in_bits_guest = s.guest;
      top_.in_bits_tag = s.tag;
    }
    top_.out_ready = cycle_ % BURSTY != 0;
    std::vector<uint8_t>& due = wheel_[cycle_ % WHEEL];
    waiting_.insert(waiting_.end(), due.begin(), due.end());
    due.clear();
    if (!answering_) {
      answering_ = first_ != waiting_.size();
      top_.response_valid = answering_;
      if (answering_) {
        top_.response_bits_slot = waiting_[first_++];
        top_.response_bits_failed = 0;
        if (first_ == waiting_.size()) {
          waiting_.clear();
          first_ = 0;
        }
      }
    }
  }

  void sample() {
    if (holding_ && top_.in_ready) {
      holding_ = false;
      next_[accepted_ % SLOTS] = 0;
      ++accepted_;
    }
    if (top_.out_valid && top_.out_ready) burst();
    if (answering_ && top_.response_ready) answering_ = false;
    if (top_.done_valid) complete();
  }

  const Span& spanOf(uint64_t slot) const {
    return spans_[(done_ + ((slot - done_) & (SLOTS - 1))) % SPANS];
  }

  void burst() {
    const uint64_t slot = top_.out_bits_slot;
    const Span& s = spanOf(slot);
    uint32_t& next = next_[slot];
    const bool first = next == 0, last = next + top_.out_bits_bytes == s.bytes;
    if (top_.out_bits_tag != s.tag || top_.out_bits_op != s.op) fail("tag or op of a burst", cycle_);
    if (top_.out_bits_offset != next || top_.out_bits_address != s.address + next) fail("gap", cycle_);
    if (top_.out_bits_first != first || top_.out_bits_last != last) fail("first or last", cycle_);
    if ((top_.out_bits_address & 4095) + top_.out_bits_bytes > 4096) fail("page crossed", cycle_);
    next += top_.out_bits_bytes;
    checksum_ = checksum_ * 31 + (top_.out_bits_address ^ cycle_);
    wheel_[(cycle_ + latencies_[bursts_++ % SPANS]) % WHEEL].push_back(static_cast<uint8_t>(slot));
  }

  void complete() {
    const Span& s = spans_[done_ % SPANS];
    if (top_.done_bits_tag != s.tag || top_.done_bits_status != 0) fail("completion", cycle_);
    if (next_[done_ % SLOTS] != s.bytes) fail("completed before all bytes", cycle_);
    ++done_;
  }

  VAlignmentSplitter top_;
  std::vector<Span> spans_ = std::vector<Span>(SPANS);
  std::vector<uint32_t> latencies_ = std::vector<uint32_t>(SPANS);
  std::vector<std::vector<uint8_t>> wheel_ = std::vector<std::vector<uint8_t>>(WHEEL);
  std::vector<uint8_t> waiting_;
  size_t first_ = 0;
  uint32_t next_[SLOTS] = {};
  uint64_t cycle_ = 0, accepted_ = 0, bursts_ = 0, done_ = 0, checksum_ = 0;
  bool holding_ = false, answering_ = false;
};

}  // namespace

double sc_time_stamp() { return 0; }

// Time of the processor that this thread had: other programs on the machine do not count.
static long long cpuNanos() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// Warms up for a tenth, then measures; prints cycles, their time and the checksum of everything so far.
int main(int, char** arguments) {
  const uint64_t requests = std::strtoull(arguments[1], nullptr, 10);
  auto bench = std::make_unique<Bench>();
  bench->run(requests / 10);
  const uint64_t before = bench->cycles();
  const long long begin = cpuNanos();
  bench->run(requests);
  const long long nanos = cpuNanos() - begin;
  std::printf("%llu %lld %llu\n", static_cast<unsigned long long>(bench->cycles() - before),
              nanos,
              static_cast<unsigned long long>(bench->checksum()));
}
