package tandem.model.mem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tandem.model.Require;
import tandem.model.record.HostBurst;
import tandem.model.record.ReadCompletion;

/**
 * Puts the data of one read request together (AL-32, AL-33). Completions of different bursts may
 * come in any order, those of one burst come in address order; delivery is in order and exactly the
 * length of the request.
 */
public final class ReadReassembly {
  private final SplitRequest request;
  private final int boundaryBytes;
  private final long[] arrivedBytes;
  private final byte[] data;
  private int frontBurst;
  private int deliveredBytes;

  /**
   * @param request a read with at least one burst
   * @param boundaryBytes read completion boundary, a power of two in 32..4096
   */
  public ReadReassembly(SplitRequest request, int boundaryBytes) {
    Require.powerOfTwo("boundaryBytes", boundaryBytes, 32, SplitterConfig.PAGE_BYTES);
    this.request = request;
    this.boundaryBytes = boundaryBytes;
    this.arrivedBytes = new long[request.bursts().size()];
    this.data = new byte[Math.toIntExact(request.span().bytes())];
  }

  /**
   * Cuts the data of a burst at every boundary, the most completions a memory may answer with.
   *
   * @param payload bytes of the whole request
   */
  public static List<ReadCompletion> cut(HostBurst burst, byte[] payload, int boundaryBytes) {
    List<ReadCompletion> completions = new ArrayList<>();
    for (int done = 0; done < burst.bytes(); ) {
      int intoBoundary = (int) ((burst.address() + done) & (boundaryBytes - 1));
      int bytes = Math.min(burst.bytes() - done, boundaryBytes - intoBoundary);
      int from = (int) burst.offset() + done;
      byte[] data = Arrays.copyOfRange(payload, from, from + bytes);
      completions.add(ReadCompletion.of(burst.slot(), from, data));
      done += bytes;
    }
    return completions;
  }

  /**
   * Takes a completion.
   *
   * @throws IllegalArgumentException if it is not the next part of a burst, or ends neither on a
   *     boundary nor with the burst
   */
  public void arrive(ReadCompletion completion) {
    int index = burstAt(completion.offset());
    HostBurst burst = request.bursts().get(index);
    long end = completion.offset() + completion.bytes();
    long burstEnd = burst.offset() + burst.bytes();
    boolean onBoundary = ((request.span().address() + end) & (boundaryBytes - 1)) == 0;
    boolean legal =
        completion.slot() == request.slot()
            && completion.bytes() > 0
            && completion.offset() == burst.offset() + arrivedBytes[index]
            && end <= burstEnd
            && (end == burstEnd || onBoundary);
    if (!legal) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no legal completion: slot=%d, offset=%d, bytes=%d, arrivedBytes=%d of %s",
              completion.slot(),
              completion.offset(),
              completion.bytes(),
              arrivedBytes[index],
              burst));
    }
    completion.data().copyTo(data, (int) completion.offset());
    arrivedBytes[index] += completion.bytes();
  }

  /** Everything that can be delivered now, behind what was delivered before; may be empty. */
  public byte[] take() {
    while (frontBurst < arrivedBytes.length && burstComplete(frontBurst)) {
      frontBurst++;
    }
    long front = data.length;
    if (frontBurst < arrivedBytes.length) {
      front = request.bursts().get(frontBurst).offset() + arrivedBytes[frontBurst];
    }
    byte[] delivered = Arrays.copyOfRange(data, deliveredBytes, (int) front);
    deliveredBytes = (int) front;
    return delivered;
  }

  /** Whether every byte has been delivered. */
  public boolean complete() {
    return deliveredBytes == data.length;
  }

  private boolean burstComplete(int index) {
    return arrivedBytes[index] == request.bursts().get(index).bytes();
  }

  private int burstAt(long offset) {
    Require.range("offset", offset, 0, data.length - 1);
    int low = 0;
    int high = arrivedBytes.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (request.bursts().get(middle).offset() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
