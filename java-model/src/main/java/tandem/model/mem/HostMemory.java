package tandem.model.mem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tandem.model.Require;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;

/**
 * Sparse memory behind the bus, byte for byte, zero where nothing was written. Partly covered lines
 * of a write are read, merged and written back in one step (AL-30). Addresses are unsigned 64 bit.
 */
public final class HostMemory {
  private static final int PAGE_BYTES = SplitterConfig.PAGE_BYTES;

  /** The first byte two images differ in; byte values 0..255. */
  public record Difference(long address, int expected, int actual) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "Difference[address=0x%016x, expected=0x%02x, actual=0x%02x]",
          address,
          expected,
          actual);
    }
  }

  private record Range(long first, long last) {}

  private final int lineBytes;
  private final byte[] lineBuffer;
  private final Map<Long, byte[]> pages = new HashMap<>();
  private final List<Range> failing = new ArrayList<>();
  private long fullLineWrites;
  private long partialLineWrites;
  private long lineReads;

  /** A memory with lines of {@code lineBytes}, a power of two in 32..256. */
  public HostMemory(int lineBytes) {
    Require.powerOfTwo("lineBytes", lineBytes, 32, 256);
    this.lineBytes = lineBytes;
    this.lineBuffer = new byte[lineBytes];
  }

  /** From now on a burst that touches these {@code bytes > 0} fails and moves nothing. */
  public void failAt(long address, long bytes) {
    Require.range("bytes", bytes, 1, Long.MAX_VALUE);
    long last = address + bytes - 1;
    if (Long.compareUnsigned(last, address) < 0) {
      throw new IllegalArgumentException("range wraps around the address space: bytes=" + bytes);
    }
    failing.add(new Range(address, last));
  }

  /** Ends all failures. */
  public void heal() {
    failing.clear();
  }

  /** Whether a burst would fail. */
  public boolean fails(HostBurst burst) {
    long last = burst.address() + burst.bytes() - 1;
    for (Range range : failing) {
      if (Long.compareUnsigned(burst.address(), range.last()) <= 0
          && Long.compareUnsigned(range.first(), last) <= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the burst's part of {@code payload}, the bytes of the whole request; padding is zero.
   *
   * @return the answer to the burst
   */
  public BurstDone write(HostBurst burst, byte[] payload) {
    boolean failed = fails(burst);
    if (!failed) {
      for (LineStep step : steps(burst)) {
        write(step, payload);
      }
    }
    return new BurstDone(burst.slot(), failed);
  }

  /**
   * Reads the burst's bytes into their place in {@code payload}, the bytes of the whole request.
   *
   * @return the answer to the burst
   */
  public BurstDone read(HostBurst burst, byte[] payload) {
    boolean failed = fails(burst);
    if (!failed) {
      for (LineStep step : steps(burst)) {
        peek(step.address(), payload, (int) step.offset(), step.bytes());
        lineReads++;
      }
    }
    return new BurstDone(burst.slot(), failed);
  }

  /** The line accesses of a burst, in ascending address order. Each is atomic, the whole is not. */
  public List<LineStep> steps(HostBurst burst) {
    List<LineStep> steps = new ArrayList<>();
    long address = burst.address();
    long offset = burst.offset();
    for (int remaining = burst.bytes(); remaining > 0; ) {
      int bytes = Math.min(remaining, lineBytes - (int) (address & (lineBytes - 1)));
      steps.add(new LineStep(address, bytes, offset));
      address += bytes;
      offset += bytes;
      remaining -= bytes;
    }
    return steps;
  }

  /** Performs one access of a write; bytes of the request behind {@code payload} are zero. */
  public void write(LineStep step, byte[] payload) {
    int intoLine = (int) (step.address() & (lineBytes - 1));
    long lineAddress = step.address() - intoLine;
    if (step.bytes() < lineBytes) {
      peek(lineAddress, lineBuffer, 0, lineBytes);
      lineReads++;
      partialLineWrites++;
    } else {
      fullLineWrites++;
    }
    for (int i = 0; i < step.bytes(); i++) {
      long from = step.offset() + i;
      lineBuffer[intoLine + i] = from < payload.length ? payload[(int) from] : 0;
    }
    poke(lineAddress, lineBuffer, 0, lineBytes);
  }

  /** Line accesses performed so far, counted as they happened. */
  public LineAccesses performed() {
    return new LineAccesses(fullLineWrites, partialLineWrites, lineReads);
  }

  /** Puts bytes without counting or failing: the back door for setting up an image. */
  public void poke(long address, byte[] source, int from, int bytes) {
    long at = address;
    int index = from;
    for (int remaining = bytes; remaining > 0; ) {
      int intoPage = (int) (at & (PAGE_BYTES - 1));
      int piece = Math.min(remaining, PAGE_BYTES - intoPage);
      byte[] page = pages.computeIfAbsent(at - intoPage, key -> new byte[PAGE_BYTES]);
      System.arraycopy(source, index, page, intoPage, piece);
      at += piece;
      index += piece;
      remaining -= piece;
    }
  }

  /** Gets bytes without counting or failing: the back door for looking at an image. */
  public void peek(long address, byte[] destination, int to, int bytes) {
    long at = address;
    int index = to;
    for (int remaining = bytes; remaining > 0; ) {
      int intoPage = (int) (at & (PAGE_BYTES - 1));
      int piece = Math.min(remaining, PAGE_BYTES - intoPage);
      byte[] page = pages.get(at - intoPage);
      if (page == null) {
        Arrays.fill(destination, index, index + piece, (byte) 0);
      } else {
        System.arraycopy(page, intoPage, destination, index, piece);
      }
      at += piece;
      index += piece;
      remaining -= piece;
    }
  }

  /** The lowest address at which {@code actual} differs from this image, if there is one. */
  public Optional<Difference> firstDifference(HostMemory actual) {
    TreeSet<Long> addresses = new TreeSet<>(Long::compareUnsigned);
    addresses.addAll(pages.keySet());
    addresses.addAll(actual.pages.keySet());
    byte[] untouched = new byte[PAGE_BYTES];
    for (long address : addresses) {
      byte[] expectedPage = pages.getOrDefault(address, untouched);
      byte[] actualPage = actual.pages.getOrDefault(address, untouched);
      int at = Arrays.mismatch(expectedPage, actualPage);
      if (at >= 0) {
        return Optional.of(
            new Difference(address + at, expectedPage[at] & 0xFF, actualPage[at] & 0xFF));
      }
    }
    return Optional.empty();
  }
}
