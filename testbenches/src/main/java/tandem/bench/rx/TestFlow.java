package tandem.bench.rx;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tandem.model.workload.Frames;

/** A flow whose segments come in order, until somebody disturbs them. */
final class TestFlow {
  private static final int FIRST_SOURCE = 0x0A00_0000;
  private static final int SERVER_PORT = 80;
  private static final int PORT_MASK = 0x1FF;

  /** An address and a port that differ in such bits cancel out in the hash. */
  private static final int TWIN_PORT_SHIFT = 9;

  private static final int GUESTS = 4;

  private final Frames base;
  private final int source;
  private final int port;
  private final int guest;
  private final boolean stamped;
  private int sequence;
  private int acknowledgment = 500;
  private int number;

  private TestFlow(Frames base, int source, int port, int guest, boolean stamped, int sequence) {
    this.base = base.source(source).ports(port, SERVER_PORT);
    this.source = source;
    this.port = port;
    this.guest = guest;
    this.stamped = stamped;
    this.sequence = sequence;
  }

  /** A flow that depends on its number alone: IP version, timestamps. */
  static TestFlow numbered(int flow) {
    Frames base = flow % 3 == 1 ? Frames.tcp().v6() : Frames.tcp();
    return new TestFlow(
        base, FIRST_SOURCE + (flow << 1), flow & PORT_MASK, 0, flow % 2 == 1, flow * 7919 - 1000);
  }

  /** A flow of IPv4 without timestamps, so that its smallest frame is one beat. */
  static TestFlow plain(int flow) {
    return new TestFlow(
        Frames.tcp(), FIRST_SOURCE + (flow << 1), flow & PORT_MASK, 0, false, flow * 7919 - 1000);
  }

  /** Such flows with the numbers of a range. */
  static List<TestFlow> plain(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(TestFlow::plain).toList();
  }

  /** A flow with anything in its key; every third one has the hash of the one before. */
  static TestFlow any(int flow, Random random) {
    int pair = flow % 3 == 1 ? flow - 1 : flow;
    Frames base = pair % 5 == 0 ? Frames.tcp().v6() : Frames.tcp();
    base.mac(1 + random.nextInt(3));
    for (int tags = random.nextInt(4); tags > 1; tags--) {
      base.tag(random.nextBoolean() ? 0x8100 : 0x88A8, random.nextInt(0x1_0000));
    }
    TestFlow first =
        new TestFlow(
            base,
            FIRST_SOURCE + (pair << 1),
            pair & PORT_MASK,
            pair % GUESTS,
            random.nextBoolean(),
            random.nextInt());
    return pair == flow ? first : first.twin(1);
  }

  /**
   * Another flow with the same hash.
   *
   * @param which 1..127
   */
  TestFlow twin(int which) {
    return new TestFlow(
        base.copy(), source ^ which, port ^ which << TWIN_PORT_SHIFT, guest, stamped, sequence);
  }

  int guest() {
    return guest;
  }

  /** The next segment in order. */
  Frames next(int bytes) {
    Frames segment = at(0, bytes);
    sequence += bytes;
    number++;
    return segment;
  }

  /** A segment that begins so many bytes behind the end of the flow; the flow stays as it is. */
  Frames at(int offset, int bytes) {
    Frames segment =
        base.copy()
            .sequence(sequence + offset)
            .ack(acknowledgment)
            .payload(bytes)
            .identification(number & 0xFFFF);
    return stamped ? segment.timestamp(number / 3, 5) : segment;
  }

  /** The flow goes on so many bytes further. */
  void skip(int bytes) {
    sequence += bytes;
  }

  /** What this end acknowledges moves by so many bytes. */
  void acknowledge(int bytes) {
    acknowledgment += bytes;
  }
}
