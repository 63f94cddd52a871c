package tandem.model.tx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.ArbiterStatus;
import tandem.model.record.EndEvent;
import tandem.model.record.GuestPlace;
import tandem.model.record.QueueReady;
import tandem.model.record.TurnEvent;
import tandem.model.tx.ArbiterGuest.Where;

/**
 * Whose turn it is at the transmit engine, and for how many bytes: a serial machine over events
 * (GA-20 to GA-39). It is told what crossed in a cycle and does the events of the next one.
 */
public final class GuestArbiter {
  private static final int MOST_PREPARED = 4;
  private static final int PREPARE_CYCLES = 3;
  private static final int MOST_UNTAKEN = 2;
  private static final long CHARGED_MASK = 0xFFFF_FFFFL;

  /** The head of a list, for a turn. */
  private record Choice(ArbiterGuest guest, int scanner, boolean urgent) {}

  private final GuestArbiterConfig config;
  private final ArbiterGuest[] guests;
  private final ArbiterScanners scanners;
  private final ArbiterDoorbells doorbells;
  private final ArbiterListener listener;
  private final ArbiterCounters counters = new ArbiterCounters();
  private final Deque<ArbiterGuest> urgent = new ArrayDeque<>();
  private final Deque<ArbiterGuest> normal = new ArrayDeque<>();
  private final Deque<ArbiterTurn> prepared = new ArrayDeque<>();
  private ArbiterTurn turn;
  private ArbiterTurn concluded;
  private ArbiterGuest toRelease;
  private ArbiterGuest before;
  private long mayBeginCycle;
  private long cycle = -1;
  private int untaken;
  private boolean sweeps;
  private int swept;

  /**
   * As after reset, with the registers of the configuration.
   *
   * @param listener is told of what comes out
   */
  public GuestArbiter(GuestArbiterConfig config, ArbiterListener listener) {
    this.config = config;
    this.listener = listener;
    guests = new ArbiterGuest[config.guests()];
    for (int g = 0; g < guests.length; g++) {
      guests[g] = new ArbiterGuest(g);
    }
    scanners = new ArbiterScanners(config.scanners());
    doorbells = new ArbiterDoorbells(config, guests, counters);
  }

  /** The number of the last cycle whose events were done, -1 before the first. */
  public long cycle() {
    return cycle;
  }

  /**
   * Does the events of the next cycle.
   *
   * @param crossed in the cycle before it
   * @throws tandem.model.IllegalChoiceException for a pick out of an empty scanner
   */
  public void next(ArbiterInputs crossed) {
    cycle++;
    untaken -= crossed.grantTaken() ? 1 : 0;
    int own = turn == null ? 1 : 0;
    boolean isAlone = prepared.size() <= own && urgent.isEmpty() && normal.isEmpty();
    Choice choice = choose();
    if (crossed.pickedScanner() >= 0) {
      scanners.picked(crossed.pickedScanner());
    }
    ArbiterStatus status = crossed.command() == null ? null : check(crossed.command());
    release();
    if (sweeps && status != ArbiterStatus.OK) {
      sweep();
    }
    if (crossed.page() != null) {
      ArbiterGuest posted = doorbells.post(crossed.page(), cycle);
      if (posted != null && posted.where == Where.IDLE && !posted.throttled) {
        push(posted);
      }
    }
    if (concluded != null) {
      end(concluded);
      concluded = null;
    }
    if (status == ArbiterStatus.OK) {
      guests[crossed.command().guest()].set(crossed.command());
      sweeps |= crossed.command().rate() != 0;
    }
    if (choice != null) {
      prepare(choice);
    }
    if (untaken < MOST_UNTAKEN) {
      step(isAlone);
    }
    if (status != null) {
      answer(crossed.command(), status);
    }
  }

  /** The turn that is prepared in this cycle, by what is so at its beginning (GA-30, GA-31). */
  private Choice choose() {
    boolean isUrgent = !urgent.isEmpty();
    ArbiterGuest head = isUrgent ? urgent.peek() : normal.peek();
    if (head == null || prepared.size() == MOST_PREPARED) {
      return null;
    }
    int scanner = scanners.find(head.number);
    return scanner < 0 ? null : new Choice(head, scanner, isUrgent);
  }

  private void push(ArbiterGuest guest) {
    (guest.urgent ? urgent : normal).add(guest);
    guest.where = Where.LISTED;
  }

  private void release() {
    if (toRelease != null) {
      toRelease.throttled = false;
      if (!toRelease.ring.isEmpty()) {
        push(toRelease);
      }
      toRelease = null;
    }
  }

  private void sweep() {
    ArbiterGuest guest = guests[swept];
    toRelease = guest.sweep() ? guest : null;
    swept = (swept + 1) % guests.length;
  }

  private void end(ArbiterTurn ended) {
    ArbiterGuest guest = ended.guest;
    guest.deficit = Math.min(guest.deficit, 0);
    scanners.giveBack(ended.scanner);
    if (ended.limited) {
      guest.tokens -= ended.charged;
      if (guest.tokens <= 0) {
        guest.throttled = true;
        counters.add(ArbiterCounter.THROTTLES);
      }
    }
    GuestPlace place = GuestPlace.IDLE;
    guest.where = Where.IDLE;
    if (!guest.ring.isEmpty()) {
      place = guest.throttled ? GuestPlace.THROTTLED : GuestPlace.LISTED;
      if (!guest.throttled) {
        push(guest);
      }
    }
    listener.ended(new EndEvent(guest.number, ended.charged & CHARGED_MASK, place));
  }

  /** OK stands for BUSY, too. */
  private ArbiterStatus check(ArbiterCommand command) {
    if (command.issuer() != config.trustedGuest()) {
      return ArbiterStatus.NOT_PRIVILEGED;
    }
    if (command.guest() >= guests.length) {
      return ArbiterStatus.BAD_GUEST;
    }
    if (command.weight() == 0) {
      return ArbiterStatus.BAD_WEIGHT;
    }
    long most = Integer.MAX_VALUE;
    boolean isBadBurst = command.burst() == 0 || command.burst() > most;
    if (command.rate() != 0 && (isBadBurst || command.rate() > most)) {
      return ArbiterStatus.BAD_RATE;
    }
    boolean fits =
        command.connectionBase() + command.connectionCount() <= 1 << config.connectionBits();
    return fits ? ArbiterStatus.OK : ArbiterStatus.BAD_RANGE;
  }

  private void answer(ArbiterCommand command, ArbiterStatus checked) {
    ArbiterStatus status = checked;
    if (checked == ArbiterStatus.OK && !command.enabled()) {
      ArbiterGuest guest = guests[command.guest()];
      boolean isGone =
          guest.ring.isEmpty() && guest.where == Where.IDLE && !scanners.holdsOf(guest.number);
      status = isGone ? ArbiterStatus.OK : ArbiterStatus.BUSY;
    }
    counters.add(ArbiterCounter.COMMANDS);
    if (status == ArbiterStatus.NOT_PRIVILEGED) {
      counters.add(ArbiterCounter.REJECTED_COMMANDS);
    } else if (status != ArbiterStatus.OK) {
      counters.add(ArbiterCounter.REFUSED_COMMANDS);
    }
    listener.answered(command, status);
  }

  private void prepare(Choice choice) {
    ArbiterGuest guest = choice.guest;
    (choice.urgent ? urgent : normal).remove();
    guest.where = Where.PREPARED;
    scanners.lend(choice.scanner, guest.number);
    int credit = guest.weight * config.quantum();
    prepared.add(new ArbiterTurn(guest, choice.scanner, credit, cycle));
    listener.prepared(new TurnEvent(guest.number, choice.scanner, choice.urgent, credit));
  }

  private void step(boolean isAlone) {
    if (turn == null && !begin()) {
      return;
    }
    ArbiterGuest guest = turn.guest;
    if (guest.deficit <= 0) {
      counters.add(ArbiterCounter.SKIPS);
    } else {
      grant();
    }
    boolean isUsedUp = guest.deficit <= 0;
    if (turn.sees(cycle) && isUsedUp && isAlone && !turn.limited) {
      guest.deficit += turn.credit;
      counters.add(ArbiterCounter.CONTINUED_TURNS);
    } else if (isUsedUp || !turn.sees(cycle)) {
      concluded = turn;
      turn = null;
      before = guest;
      mayBeginCycle = cycle + 1 + config.switchCycles();
    }
  }

  /** Makes the oldest prepared turn the turn, if it may be (GA-32 to GA-34). */
  private boolean begin() {
    ArbiterTurn next = prepared.peek();
    if (next == null || cycle < next.preparedCycle + PREPARE_CYCLES) {
      return false;
    }
    boolean switches = before != null && before != next.guest;
    if (switches && cycle < mayBeginCycle) {
      return false;
    }
    prepared.remove();
    turn = next;
    turn.guest.where = Where.TURN;
    turn.guest.deficit += turn.credit;
    counters.add(ArbiterCounter.TURNS);
    if (switches) {
      counters.add(ArbiterCounter.SWITCHES);
      counters.add(ArbiterCounter.SWITCH_WAIT_CYCLES, config.switchCycles());
    }
    return true;
  }

  private void grant() {
    QueueReady grant = turn.grant(config);
    scanners.granted(turn.scanner);
    untaken++;
    counters.add(ArbiterCounter.GRANTS);
    counters.add(ArbiterCounter.GRANTED_BYTES, grant.bytes());
    if (grant.first() && !grant.last()) {
      counters.add(ArbiterCounter.SLICED_REQUESTS);
    }
    if (grant.last()) {
      counters.add(ArbiterCounter.WAITING_REQUESTS, -1);
    }
    if (grant.guest() == config.watchedGuest()) {
      counters.add(ArbiterCounter.WATCHED_GRANTS);
      counters.add(ArbiterCounter.WATCHED_BYTES, grant.bytes());
    }
    listener.granted(grant);
  }

  /** The bits of a guest's rejects that a record offered in a cycle may give (GA-63). */
  public int rejects(int guest, long offeredCycle) {
    return guest < guests.length ? guests[guest].rejectsBefore(offeredCycle) : 0;
  }

  /** A record offered in a cycle gives bits of a guest's rejects. */
  public void takeRejects(int guest, int reasons, long offeredCycle) {
    guests[guest].takeRejects(reasons, offeredCycle);
  }

  /** A guest some of whose rejects no record has given; -1 if there is none. */
  public int unrejected() {
    for (ArbiterGuest guest : guests) {
      if (guest.rejects != 0) {
        return guest.number;
      }
    }
    return -1;
  }

  /** How many page writes were accepted. */
  public long accepted() {
    return counters.get(ArbiterCounter.ACCEPTED_DOORBELLS);
  }

  /** All counters by name, as unsigned 64-bit numbers, in the order of their addresses. */
  public Map<String, Long> counters() {
    return counters.toMap();
  }
}
