package tandem.model.rx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table of rows with a fixed number of ways each. A new entry takes the lowest free way of its
 * row; nothing is ever thrown out (GS-45).
 */
final class WayTable<K extends RowKey, V> {
  /** No such place. */
  static final int NONE = -1;

  private final int ways;
  private final int rowBits;
  private final List<K> keys;
  private final List<V> values;
  private int used;

  /** A table without entries; both numbers are powers of two. */
  WayTable(int entries, int ways) {
    this.ways = ways;
    rowBits = Integer.numberOfTrailingZeros(entries / ways);
    keys = new ArrayList<>(Collections.nCopies(entries, null));
    values = new ArrayList<>(Collections.nCopies(entries, null));
  }

  /** Entries that are there. */
  int used() {
    return used;
  }

  /** The place of a key, row * ways + way, or NONE. */
  int place(K key) {
    return firstWay(key, key);
  }

  /** The value of a key, null if it is not there. */
  V get(K key) {
    int place = place(key);
    return place == NONE ? null : values.get(place);
  }

  /** Whether there is a free way for a key that is not there yet. */
  boolean add(K key, V value) {
    int place = firstWay(key, null);
    if (place == NONE) {
      return false;
    }
    keys.set(place, key);
    values.set(place, value);
    used++;
    return true;
  }

  /** Frees the way of a key that is there. */
  void remove(K key) {
    int place = place(key);
    keys.set(place, null);
    values.set(place, null);
    used--;
  }

  /** The lowest place in the row of {@code key} that holds {@code wanted}, null for a free one. */
  private int firstWay(K key, K wanted) {
    int first = key.row(rowBits) * ways;
    int way = keys.subList(first, first + ways).indexOf(wanted);
    return way < 0 ? NONE : first + way;
  }
}
