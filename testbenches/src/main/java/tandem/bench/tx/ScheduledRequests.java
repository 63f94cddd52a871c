package tandem.bench.tx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tandem.cosim.stream.Offer;
import tandem.model.record.PrefetchHint;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;

/** Scheduled requests, batch after batch, as a scheduler gives them. */
final class ScheduledRequests {
  private static final int GUESTS = 256;
  private static final int OP_CODES = 8;
  private static final int LEGAL_OPS = WorkOp.values().length;
  private static final int MOST_DISPLACED = 8;

  private ScheduledRequests() {}

  /**
   * One request of a batch.
   *
   * @param number its place among all requests; also its entry
   */
  static ScheduledRequest request(
      int number, int connection, WorkOp op, long batch, boolean first, boolean last) {
    return new ScheduledRequest(
        0, connection, op.code(), 64, false, false, 0, number, batch, first, last, number + 1L);
  }

  /** A send of each of these connections in turn, in batches of one. */
  static List<ScheduledRequest> sends(int... connections) {
    List<ScheduledRequest> requests = new ArrayList<>();
    for (int connection : connections) {
      int i = requests.size();
      requests.add(request(i, connection, WorkOp.SEND, i, true, true));
    }
    return requests;
  }

  /**
   * What random traffic is made of.
   *
   * @param connections how many there are
   * @param hot so many of them get half of the requests
   * @param mostMembers of a batch
   * @param readPercent reads; the rest is any operation
   * @param fencePercent requests with a fence
   * @param illegalPerMille requests whose operation may be none
   */
  record Mix(
      int connections,
      int hot,
      int mostMembers,
      int readPercent,
      int fencePercent,
      int illegalPerMille) {
    static Mix of(Random random, int cacheEntries) {
      int most = random.nextInt(3) == 0 ? cacheEntries : 6 * cacheEntries;
      int connections = 1 + random.nextInt(random.nextInt(4) == 0 ? 4 : most + 3);
      return new Mix(
          connections,
          1 + random.nextInt(connections),
          random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(random.nextInt(8) == 0 ? 80 : 8),
          random.nextInt(60),
          random.nextInt(3) == 0 ? random.nextInt(30) : 0,
          random.nextInt(3) == 0 ? random.nextInt(30) : 0);
    }

    Mix within(int mostConnections) {
      return new Mix(
          Math.min(connections, mostConnections),
          Math.min(hot, mostConnections),
          mostMembers,
          readPercent,
          fencePercent,
          illegalPerMille);
    }

    private int op(Random random) {
      if (random.nextInt(100) < readPercent) {
        return WorkOp.READ.code();
      }
      return random.nextInt(random.nextInt(1000) < illegalPerMille ? OP_CODES : LEGAL_OPS);
    }

    private int connection(Random random) {
      return random.nextInt(random.nextBoolean() ? hot : connections);
    }
  }

  /** Random batches; the entries are displaced a little against their order. */
  static List<ScheduledRequest> random(Random random, int count, Mix mix) {
    List<Integer> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(i);
    }
    for (int i = 0; i + MOST_DISPLACED <= count; i += MOST_DISPLACED) {
      Collections.shuffle(entries.subList(i, i + MOST_DISPLACED), random);
    }
    List<ScheduledRequest> requests = new ArrayList<>();
    for (long batch = 0; requests.size() < count; batch++) {
      int connection = mix.connection(random);
      int members = Math.min(count - requests.size(), 1 + random.nextInt(mix.mostMembers));
      for (int i = 0; i < members; i++) {
        requests.add(
            new ScheduledRequest(
                random.nextInt(GUESTS),
                connection,
                mix.op(random),
                random.nextInt() & 0xFFFF_FFFFL,
                random.nextInt(100) < mix.fencePercent,
                random.nextInt(10) == 0,
                random.nextLong(),
                entries.get(requests.size()),
                batch,
                i == 0,
                i == members - 1,
                random.nextInt() & 0xFFFF_FFFFL));
      }
    }
    return requests;
  }

  /** For each batch up to that many connections of the batches that follow, and some others. */
  static List<PrefetchHint> hints(
      Random random, List<ScheduledRequest> requests, int most, int connections) {
    List<PrefetchHint> hints = new ArrayList<>();
    List<ScheduledRequest> firsts = requests.stream().filter(ScheduledRequest::first).toList();
    for (int i = 0; i < firsts.size(); i++) {
      List<Integer> chosen = new ArrayList<>();
      for (int ahead = 1; chosen.size() < most && ahead <= 2 * most; ahead++) {
        boolean isReal = i + ahead < firsts.size() && random.nextInt(8) > 0;
        int connection = isReal ? firsts.get(i + ahead).connection() : random.nextInt(connections);
        if (connection != firsts.get(i).connection() && !chosen.contains(connection)) {
          chosen.add(connection);
        }
      }
      for (int connection : chosen.subList(0, random.nextInt(chosen.size() + 1))) {
        hints.add(new PrefetchHint(connection, firsts.get(i).batch()));
      }
    }
    return hints;
  }

  /** Offers them as fast as they are taken, or with gaps of up to so many cycles. */
  static List<Offer<ScheduledRequest>> offers(
      Random random, List<ScheduledRequest> requests, int mostGapCycles) {
    List<Offer<ScheduledRequest>> offers = new ArrayList<>();
    long after = 0;
    for (ScheduledRequest request : requests) {
      after += mostGapCycles == 0 ? 0 : random.nextInt(mostGapCycles + 1);
      offers.add(new Offer<>(after, request));
    }
    return offers;
  }
}
