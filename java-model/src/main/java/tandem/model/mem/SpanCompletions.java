package tandem.model.mem;

import java.util.Locale;
import java.util.Optional;
import tandem.model.record.BurstDone;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;
import tandem.model.record.SpanStatus;

/**
 * The completion half of the alignment splitter (AL-32, AL-36): answers in any order in, one end
 * for each request in acceptance order out.
 *
 * <p>After a failed answer the bursts not yet issued are cancelled. How many were issued by then
 * depends on time, which is not known here: the observer reports it with {@link #cancelAfter}; left
 * unreported, all bursts count as issued.
 */
public final class SpanCompletions {
  private static final class InFlight {
    final SplitRequest request;
    long issuedBursts;
    long answeredBursts;
    boolean failed;
    boolean cancelled;

    InFlight(SplitRequest request) {
      this.request = request;
      this.issuedBursts = request.bursts().size();
    }
  }

  private final InFlight[] bySlot;
  private long oldestNumber;
  private long nextNumber;

  public SpanCompletions(int requestSlots) {
    bySlot = new InFlight[requestSlots];
  }

  /**
   * Takes the next request.
   *
   * @throws IllegalStateException if it is not the next in acceptance order or every slot is taken
   */
  public void accept(SplitRequest request) {
    if (request.number() != nextNumber) {
      throw new IllegalStateException(
          "expected request number=" + nextNumber + ", got number=" + request.number());
    }
    if (inFlight() == bySlot.length) {
      throw new IllegalStateException("all slots are taken: requestSlots=" + bySlot.length);
    }
    bySlot[index(nextNumber++)] = new InFlight(request);
  }

  /**
   * Takes the answer to one burst.
   *
   * @throws IllegalStateException if the slot has no burst left to be answered
   */
  public void answer(BurstDone response) {
    InFlight inFlight = find(response.slot());
    if (inFlight.answeredBursts == inFlight.issuedBursts) {
      throw new IllegalStateException(
          "answer without a burst: slot="
              + response.slot()
              + ", issuedBursts="
              + inFlight.issuedBursts);
    }
    inFlight.answeredBursts++;
    inFlight.failed |= response.failed();
  }

  /**
   * Tells that only the first {@code issuedBursts} bursts of a failed request were issued.
   *
   * @throws IllegalStateException if that is no legal prefix: the request has not failed, was cut
   *     short before, or the number is less than what has been answered or more than there are
   */
  public void cancelAfter(int slot, long issuedBursts) {
    InFlight inFlight = find(slot);
    boolean legal =
        inFlight.failed
            && !inFlight.cancelled
            && issuedBursts >= inFlight.answeredBursts
            && issuedBursts <= inFlight.issuedBursts;
    if (!legal) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "no legal cancellation: slot=%d, issuedBursts=%d, bursts=%d, answeredBursts=%d,"
                  + " failed=%b, cancelled=%b",
              slot,
              issuedBursts,
              inFlight.request.bursts().size(),
              inFlight.answeredBursts,
              inFlight.failed,
              inFlight.cancelled));
    }
    inFlight.cancelled = true;
    inFlight.issuedBursts = issuedBursts;
  }

  /** The end of the oldest request once all its bursts are answered; frees its slot. */
  public Optional<SpanDone> poll() {
    if (inFlight() == 0) {
      return Optional.empty();
    }
    InFlight oldest = bySlot[index(oldestNumber)];
    if (oldest.answeredBursts < oldest.issuedBursts) {
      return Optional.empty();
    }
    bySlot[index(oldestNumber++)] = null;
    HostSpan span = oldest.request.span();
    return Optional.of(
        new SpanDone(span.op(), span.guest(), span.tag(), oldest.request.slot(), status(oldest)));
  }

  /** Requests between acceptance and their end. */
  public int inFlight() {
    return (int) (nextNumber - oldestNumber);
  }

  private static SpanStatus status(InFlight inFlight) {
    if (inFlight.request.verdict() == SplitRequest.Verdict.REJECT) {
      return SpanStatus.REJECTED;
    }
    return inFlight.failed ? SpanStatus.FAILED : SpanStatus.OK;
  }

  private InFlight find(int slot) {
    InFlight inFlight = slot < bySlot.length ? bySlot[slot] : null;
    if (inFlight == null) {
      throw new IllegalStateException("no request holds slot=" + slot);
    }
    return inFlight;
  }

  private int index(long number) {
    return (int) (number % bySlot.length);
  }
}
