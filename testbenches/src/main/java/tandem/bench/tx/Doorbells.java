package tandem.bench.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;

/** Doorbells in posting order. */
final class Doorbells {
  private static final int GUESTS = 256;
  private static final int OP_CODES = 8;

  private Doorbells() {}

  /** A plain send of guest 0. */
  static DoorbellWrite send(int connection) {
    return new DoorbellWrite(0, connection, WorkOp.SEND.code(), 64, false, false, false, 0);
  }

  /** A barrier on a connection of its own. */
  static DoorbellWrite barrier(int connection) {
    return new DoorbellWrite(0, connection, WorkOp.SEND.code(), 0, false, true, false, 0);
  }

  /** Round robin: every connection in turn, that many times. */
  static List<DoorbellWrite> roundRobin(int connections, int times) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < connections * times; i++) {
      doorbells.add(send(i % connections));
    }
    return doorbells;
  }

  /** Groups of so many binds on connections of their own, each group followed by its sends. */
  static List<DoorbellWrite> bindThenSend(int distance, int groups) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      for (int i = 0; i < 2 * distance; i++) {
        int op = (i < distance ? WorkOp.BIND : WorkOp.SEND).code();
        int connection = group * distance + i % distance;
        doorbells.add(new DoorbellWrite(0, connection, op, 64, false, false, false, 0));
      }
    }
    return doorbells;
  }

  /**
   * Random requests with everything a doorbell can hold, illegal operations among them.
   *
   * @param connections how many there are
   * @param barrierPerMille how many of a thousand are barriers
   */
  static List<DoorbellWrite> random(
      Random random, int count, int connections, int barrierPerMille) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      doorbells.add(
          new DoorbellWrite(
              random.nextInt(GUESTS),
              random.nextInt(connections),
              random.nextInt(OP_CODES),
              random.nextInt(10) == 0 ? random.nextInt() & 0xFFFF_FFFFL : random.nextInt(10_000),
              random.nextInt(10) == 0,
              random.nextInt(1000) < barrierPerMille,
              random.nextInt(10) == 0,
              random.nextLong()));
    }
    return doorbells;
  }
}
