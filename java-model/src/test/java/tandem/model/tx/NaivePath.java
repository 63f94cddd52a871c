package tandem.model.tx;

import java.util.ArrayList;
import java.util.List;
import tandem.model.record.WorkStatus;

/**
 * The abstract execution of the contract, written down as directly as possible: lists that are
 * searched from the front. One queue, nothing disabled, nothing fails.
 */
final class NaivePath {
  static final class Entry {
    int number;
    int connection;
    long bytes;
    boolean barrier;
    boolean done;
  }

  static final class Cached {
    int connection;
    boolean dirty;
    boolean prefetched;
    int batches;
    boolean spared;
  }

  /** Executed request as {@code entry connection batch hit}. */
  final List<String> executed = new ArrayList<>();

  long misses;
  long prefetches;
  long useful;
  long useless;
  long writebacks;
  long batches;

  private final WorkRequestConfig config;
  private final List<Entry> queue = new ArrayList<>();
  private final List<List<Cached>> sets = new ArrayList<>();
  private Cached pinned;
  private long loads;
  private int snapshot;

  NaivePath(WorkRequestConfig config) {
    this.config = config;
    for (int i = 0; i < config.cacheEntries() / config.ways(); i++) {
      sets.add(new ArrayList<>());
    }
  }

  void run(List<Entry> trace) {
    int next = 0;
    while (next < trace.size() || !queue.isEmpty()) {
      next = fill(trace, next);
      window();
      Entry oldest = queue.get(0);
      long bytes = 0;
      int members = 0;
      Entry candidate = oldest;
      while (candidate != null) {
        if (config.liveScan() && members > 0) {
          next = fill(trace, next);
          window();
        }
        bytes += candidate.bytes;
        members++;
        candidate.done = true;
        Entry member = candidate;
        candidate = nextMember(member);
        boolean full = members == config.batchLimit();
        if (candidate != null && config.batchBytes() > 0) {
          full |= bytes + candidate.bytes > config.batchBytes();
        }
        candidate = full ? null : candidate;
        execute(member, members == 1, candidate == null);
        passDone();
      }
      batches++;
    }
  }

  private int fill(List<Entry> trace, int from) {
    int next = from;
    while (next < trace.size() && queue.size() < config.queueDepth()) {
      queue.add(trace.get(next++));
    }
    return next;
  }

  private void passDone() {
    int before = queue.size();
    while (!queue.isEmpty() && queue.get(0).done) {
      queue.remove(0);
    }
    // The window stays where it is while the head moves.
    snapshot = Math.max(0, snapshot - (before - queue.size()));
  }

  private void window() {
    int slots;
    if (config.windowCounts() == WindowCounts.SLOTS) {
      slots = Math.min(config.window(), queue.size());
    } else {
      int live = 0;
      slots = 0;
      int reach = Math.min(2 * config.maxWindow(), queue.size());
      while (slots < reach && live < config.window()) {
        live += queue.get(slots++).done ? 0 : 1;
      }
    }
    for (int i = 0; i < slots; i++) {
      if (i > 0 && queue.get(i).barrier) {
        slots = i;
      }
    }
    snapshot = slots;
  }

  private Entry nextMember(Entry member) {
    for (int i = 0; i < snapshot && !member.barrier; i++) {
      Entry entry = queue.get(i);
      if (!entry.done && entry.connection == member.connection && entry.number > member.number) {
        return entry;
      }
    }
    return null;
  }

  private void execute(Entry entry, boolean first, boolean last) {
    int window = snapshot;
    Cached cached = find(entry.connection);
    boolean hit = cached != null;
    if (!hit) {
      misses++;
      cached = load(entry.connection, false, window);
    }
    set(entry.connection).remove(cached);
    pinned = cached;
    if (cached.prefetched) {
      cached.prefetched = false;
      useful++;
    }
    cached.batches += first ? 1 : 0;
    cached.dirty = true;
    if (first) {
      hints(entry.connection, window);
    }
    executed.add(entry.number + " " + entry.connection + " " + batches + " " + hit);
    boolean old =
        config.replacement() == Replacement.PROTECTED && cached.batches == 1 && !cached.spared;
    set(entry.connection).add(old && last ? 0 : set(entry.connection).size(), cached);
    if (last) {
      pinned = null;
    }
  }

  private void hints(int besides, int window) {
    List<Integer> distinct = new ArrayList<>();
    for (int i = 0; i < window && distinct.size() < config.prefetch(); i++) {
      Entry entry = queue.get(i);
      if (!entry.done && entry.connection != besides && !distinct.contains(entry.connection)) {
        distinct.add(entry.connection);
      }
    }
    for (int connection : distinct) {
      if (find(connection) == null) {
        Cached loaded = load(connection, true, window);
        if (loaded != null) {
          prefetches++;
          loaded.prefetched = true;
          set(connection).add(loaded);
        }
      }
    }
  }

  private Cached find(int connection) {
    if (pinned != null && pinned.connection == connection) {
      return pinned;
    }
    for (Cached cached : set(connection)) {
      if (cached.connection == connection) {
        return cached;
      }
    }
    return null;
  }

  private Cached load(int connection, boolean prefetch, int window) {
    List<Cached> set = set(connection);
    boolean shared = pinned != null && set(pinned.connection) == set && !set.contains(pinned);
    if (set.size() + (shared ? 1 : 0) == config.ways()) {
      Cached victim = victim(set, prefetch, window);
      if (victim == null) {
        return null;
      }
      set.remove(victim);
      writebacks += victim.dirty ? 1 : 0;
      useless += victim.prefetched ? 1 : 0;
    }
    Cached loaded = new Cached();
    loaded.connection = connection;
    loaded.spared = loads++ % 32 == 31;
    return loaded;
  }

  private Cached victim(List<Cached> set, boolean prefetch, int window) {
    List<Cached> allowed = new ArrayList<>(set);
    allowed.remove(pinned);
    if (prefetch) {
      allowed.removeIf(cached -> cached.prefetched);
    }
    if (config.replacement() == Replacement.LOOKAHEAD) {
      for (Cached cached : allowed.subList(0, Math.min(4, allowed.size()))) {
        if (!occurs(cached.connection, window)) {
          return cached;
        }
      }
    }
    return allowed.isEmpty() ? null : allowed.get(0);
  }

  private boolean occurs(int connection, int window) {
    for (int i = 0; i < window; i++) {
      if (!queue.get(i).done && queue.get(i).connection == connection) {
        return true;
      }
    }
    return false;
  }

  private List<Cached> set(int connection) {
    return sets.get(connection % sets.size());
  }

  static String line(long entry, int connection, long batch, boolean hit, WorkStatus status) {
    return status == WorkStatus.OK
        ? entry + " " + connection + " " + batch + " " + hit
        : entry + " " + status;
  }
}
