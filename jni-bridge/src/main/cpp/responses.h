// The pending answers of a responder.
#pragma once
#include <algorithm>
#include <cstring>
#include <vector>

#include "design_abi.h"

namespace tandem {

// Gives answers back earliest due first, then in the order asked. Answers wait on a wheel with one list for each cycle
// that a latency can reach; once due, they move to the end of one queue. Nothing is allocated for an answer once there
// have been as many pending as there ever will be.
class Responses {
 public:
  void configure(const tandem_responder& r, uint64_t recordBytes) {
    plan_.assign(r.plan, r.plan + r.entries);
    copies_.assign(r.copies, r.copies + r.copy_count);
    failedAt_ = r.failed_at;
    recordBytes_ = recordBytes;
    uint32_t longest = 0;
    for (uint64_t entry : plan_) longest = std::max(longest, static_cast<uint32_t>(entry));
    uint64_t size = 64;
    while (size <= longest) size *= 2;
    wheel_.assign(size, List{});
    mask_ = size - 1;
  }
  bool active() const { return !plan_.empty(); }

  void request(uint64_t cycle, const char* record) {
    const uint64_t entry = plan_[next_];
    if (++next_ == plan_.size()) next_ = 0;
    const uint32_t node = take();
    Pending& p = nodes_[node];
    p.due = cycle + static_cast<uint32_t>(entry);
    p.next = NONE;
    char* answer = &records_[node * recordBytes_];
    for (const tandem_copy& c : copies_) copy(answer + c.to, record + c.from, c.bytes);
    if (failedAt_ != UINT32_MAX) answer[failedAt_] = entry >> 32 & 1;
    append(wheel_[p.due & mask_], node, node);
  }
  // Must be called before the answers of that cycle are asked for; cycles in between may be missing.
  void advance(uint64_t cycle) {
    // One turn of the wheel reaches every list, and in the order in which they are due.
    const uint64_t end = std::min(cycle, moved_ + mask_ + 1);
    for (uint64_t at = moved_ + 1; at <= end; ++at) {
      List& list = wheel_[at & mask_];
      if (list.first == NONE) continue;
      append(due_, list.first, list.last);
      list = List{};
    }
    moved_ = cycle;
  }
  bool due() const { return due_.first != NONE; }
  uint64_t earliest() const { return nodes_[due_.first].due; }
  const char* record() const { return &records_[due_.first * recordBytes_]; }
  void answered() {
    const uint32_t node = due_.first;
    due_.first = nodes_[node].next;
    nodes_[node].next = spare_;
    spare_ = node;
  }
  template <class Archive>
  void exchange(Archive& archive) {
    archive.vector(plan_);
    archive.vector(wheel_);
    archive.vector(nodes_);
    archive.vector(records_);
    archive.value(due_);
    archive.value(spare_);
    archive.value(next_);
    archive.value(moved_);
  }

 private:
  static constexpr uint32_t NONE = UINT32_MAX;
  struct Pending {
    uint64_t due;
    uint32_t next;
  };
  struct List {
    uint32_t first = NONE, last = NONE;
  };

  // Most fields have the size of a machine word, and a call of memcpy costs more than they do.
  static void copy(char* to, const char* from, uint32_t bytes) {
    switch (bytes) {
      case 1: *to = *from; break;
      case 2: std::memcpy(to, from, 2); break;
      case 4: std::memcpy(to, from, 4); break;
      case 8: std::memcpy(to, from, 8); break;
      default: std::memcpy(to, from, bytes);
    }
  }
  uint32_t take() {
    if (spare_ == NONE) {
      const uint32_t node = static_cast<uint32_t>(nodes_.size());
      nodes_.push_back(Pending{});
      records_.resize(nodes_.size() * recordBytes_);
      return node;
    }
    const uint32_t node = spare_;
    spare_ = nodes_[node].next;
    return node;
  }
  void append(List& list, uint32_t first, uint32_t last) {
    if (list.first == NONE) {
      list.first = first;
    } else {
      nodes_[list.last].next = first;
    }
    list.last = last;
  }

  std::vector<uint64_t> plan_;
  std::vector<tandem_copy> copies_;
  std::vector<List> wheel_;
  std::vector<Pending> nodes_;
  std::vector<char> records_;
  List due_;
  uint32_t spare_ = NONE, failedAt_ = UINT32_MAX;
  uint64_t mask_ = 0, recordBytes_ = 0, next_ = 0, moved_ = 0;
};

}  // namespace tandem
