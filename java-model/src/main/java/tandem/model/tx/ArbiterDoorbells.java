package tandem.model.tx;

import tandem.model.record.DoorbellReject;
import tandem.model.record.PageWrite;

/** What becomes of a page write (GA-21). */
final class ArbiterDoorbells {
  private static final long ENTRY_MASK = 0xFFFF_FFFFL;

  private final GuestArbiterConfig config;
  private final ArbiterGuest[] guests;
  private final ArbiterCounters counters;
  private long entries;

  ArbiterDoorbells(GuestArbiterConfig config, ArbiterGuest[] guests, ArbiterCounters counters) {
    this.config = config;
    this.guests = guests;
    this.counters = counters;
  }

  /** The guest in whose ring the request is now; null if it is in none. */
  ArbiterGuest post(PageWrite write, long cycle) {
    counters.add(ArbiterCounter.PAGE_WRITES);
    if (write.page() >= guests.length) {
      counters.add(ArbiterCounter.UNKNOWN_PAGES);
      return null;
    }
    ArbiterGuest guest = guests[write.page()];
    if (write.claimedGuest() != guest.number) {
      counters.add(ArbiterCounter.FORGED_GUESTS);
    }
    if (write.offset() != 0) {
      return reject(guest, cycle, DoorbellReject.BAD_OFFSET, ArbiterCounter.BAD_OFFSETS);
    }
    if (!guest.enabled) {
      return reject(guest, cycle, DoorbellReject.DISABLED, ArbiterCounter.DISABLED_DOORBELLS);
    }
    if (!guest.owns(write.connection())) {
      return reject(
          guest, cycle, DoorbellReject.BAD_CONNECTION, ArbiterCounter.FOREIGN_CONNECTIONS);
    }
    if (guest.ring.size() == config.guestDepth()) {
      return reject(guest, cycle, DoorbellReject.OVERFLOW, ArbiterCounter.OVERFLOW_DOORBELLS);
    }
    counters.add(ArbiterCounter.ACCEPTED_DOORBELLS);
    counters.add(ArbiterCounter.WAITING_REQUESTS);
    guest.ring.add(new ArbiterGuest.Request(write, entries++ & ENTRY_MASK, cycle));
    return guest;
  }

  private ArbiterGuest reject(ArbiterGuest guest, long cycle, int reason, ArbiterCounter counter) {
    counters.add(counter);
    if (guest.number == config.watchedGuest()) {
      counters.add(ArbiterCounter.WATCHED_REJECTS);
    }
    guest.reject(reason, cycle);
    return null;
  }
}
