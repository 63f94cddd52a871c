// Snapshots: the model's state, the staged inputs and the agents with their rings, as one piece of memory.
#pragma once
#include <vector>

#include "design_instance.h"

namespace tandem {

#ifdef TANDEM_SAVABLE

class Saver final : public VerilatedSerialize {
 public:
  explicit Saver(std::string& to) : to_(to) { to_.clear(); }
  void flush() override {
    to_.append(reinterpret_cast<char*>(m_bufp), m_cp - m_bufp);
    m_cp = m_bufp;
  }
  void bytes(void* data, uint64_t size) { write(data, size); }
  template <class T>
  void value(T& t) {
    write(&t, sizeof t);
  }
  template <class T>
  void vector(std::vector<T>& v) {
    uint64_t size = v.size();
    value(size);
    write(v.data(), size * sizeof(T));
  }

 private:
  std::string& to_;
};

class Restorer final : public VerilatedDeserialize {
 public:
  Restorer(const void* bytes, uint64_t size)
      : from_(static_cast<const uint8_t*>(bytes)), end_(from_ + size) {
    m_cp = m_endp = m_bufp;
  }
  void fill() override {
    std::memmove(m_bufp, m_cp, m_endp - m_cp);
    m_endp = m_bufp + (m_endp - m_cp);
    m_cp = m_bufp;
    const size_t more = std::min<size_t>(m_bufp + bufferSize() - m_endp, end_ - from_);
    std::memcpy(m_endp, from_, more);
    from_ += more;
    m_endp += more;
  }
  void bytes(void* data, uint64_t size) { read(data, size); }
  template <class T>
  void value(T& t) {
    read(&t, sizeof t);
  }
  template <class T>
  void vector(std::vector<T>& v) {
    uint64_t size = 0;
    value(size);
    v.resize(size);
    read(v.data(), size * sizeof(T));
  }

 private:
  const uint8_t *from_, *end_;
};

// What must be set up alike before a snapshot fits: capacity of each ring, which streams answer.
inline std::vector<uint64_t> configuration(Instance& i) {
  std::vector<uint64_t> list;
#define TANDEM_SOURCE(index, name, validPin, readyPin, size) \
  list.push_back(i.stream_##name.ring.bytes());              \
  list.push_back(i.stream_##name.responses.active());
#define TANDEM_SINK(index, name, validPin, readyPin, size) \
  list.push_back(i.stream_##name.ring.bytes());            \
  list.push_back(i.stream_##name.answering != nullptr);
  TANDEM_STREAMS(TANDEM_SOURCE, TANDEM_SINK)
#undef TANDEM_SOURCE
#undef TANDEM_SINK
  return list;
}

template <class Archive>
void exchangeBridge(Instance& i, Archive& archive) {
  archive.value(i.control);
  archive.value(i.inputs);
  archive.value(i.applied);
  archive.value(i.ranUntil);
#define TANDEM_ANY(index, name, validPin, readyPin, size) i.stream_##name.exchange(archive);
  TANDEM_STREAMS(TANDEM_ANY, TANDEM_ANY)
#undef TANDEM_ANY
}

inline const char* save(tandem_instance* instance, const void** bytes, uint64_t* size) {
  Instance* i = self(instance);
  Saver saver(i->saved);
  std::vector<uint64_t> now = configuration(*i);
  saver.vector(now);
  exchangeBridge(*i, saver);
  saver << *i->top;
  saver.flush();
  *bytes = i->saved.data();
  *size = i->saved.size();
  return nullptr;
}

inline const char* restore(tandem_instance* instance, const void* bytes, uint64_t size) {
  Instance* i = self(instance);
  Restorer restorer(bytes, size);
  std::vector<uint64_t> then;
  restorer.vector(then);
  if (then != configuration(*i)) return "the streams are not attached as they were: rings and responders must be equal";
  exchangeBridge(*i, restorer);
  restorer >> *i->top;
  return nullptr;
}

#else

inline const char* save(tandem_instance*, const void**, uint64_t*) {
  return "the design was compiled without snapshots";
}
inline const char* restore(tandem_instance*, const void*, uint64_t) {
  return "the design was compiled without snapshots";
}

#endif

}  // namespace tandem
