package tandem.model.tx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.WorkOp;
import tandem.model.time.ArbiterPrediction;
import tandem.model.time.ArbiterPrediction.Moved;
import tandem.model.time.ArbiterTraffic;
import tandem.model.time.GuestArbiterTiming;

/** A run of the arbiter: commands first, then page writes, with neighbours always willing. */
final class ArbiterRun {
  static final int CONNECTIONS = 16;
  private static final int COMMAND_CYCLES = 4;
  private static final long QUIET_CYCLES = 2000;
  private static final long HORIZON_CYCLES = 1_000_000;

  private final GuestArbiterConfig config;
  private final List<ArbiterCommand> commands = new ArrayList<>();
  private final List<Long> commandCycles = new ArrayList<>();
  private final List<PageWrite> pages = new ArrayList<>();
  private final List<Long> pageCycles = new ArrayList<>();

  ArbiterRun(GuestArbiterConfig config) {
    this.config = config;
  }

  static PageWrite write(int guest, long bytes) {
    return write(guest, guest, guest * CONNECTIONS, WorkOp.SEND.code(), bytes);
  }

  static PageWrite write(int guest, int claimed, int connection, int op, long bytes) {
    return new PageWrite(
        guest * 4096L, claimed, connection, op, bytes, true, false, false, 1 << 20);
  }

  static ArbiterCommand set(int guest, boolean enabled, boolean urgent, int weight, long... rate) {
    long bytes = rate.length > 0 ? rate[0] : 0;
    long burst = rate.length > 1 ? rate[1] : 0;
    return new ArbiterCommand(
        guest, 0, guest, enabled, urgent, weight, bytes, burst, guest * CONNECTIONS, CONNECTIONS);
  }

  /** Enables a guest before anything is posted. */
  ArbiterRun guest(int guest, int weight, long... rate) {
    return command(0, set(guest, true, false, weight, rate));
  }

  ArbiterRun command(long cycle, ArbiterCommand command) {
    commands.add(command);
    commandCycles.add(cycle);
    return this;
  }

  /** Posts a write; cycles count from when all guests are enabled. */
  ArbiterRun post(long cycle, PageWrite write) {
    pages.add(write);
    pageCycles.add(cycle);
    return this;
  }

  /** Posts writes of several guests in turn, one each cycle. */
  ArbiterRun posts(long cycle, int count, long bytes, int... guests) {
    for (int i = 0; i < count; i++) {
      for (int g = 0; g < guests.length; g++) {
        post(cycle + (long) i * guests.length + g, write(guests[g], bytes));
      }
    }
    return this;
  }

  long start() {
    return commandCycles.stream().filter(c -> c == 0).count() * COMMAND_CYCLES;
  }

  ArbiterPrediction run() {
    long start = start();
    long[] at = pageCycles.stream().mapToLong(c -> c + start).toArray();
    long[] commanded = commandCycles.stream().mapToLong(c -> c == 0 ? 0 : c + start).toArray();
    return GuestArbiterTiming.predict(
        config, ArbiterTraffic.of(pages, at, commands, commanded), QUIET_CYCLES, HORIZON_CYCLES);
  }

  static List<QueueReady> grants(ArbiterPrediction run) {
    return run.grants().stream().map(Moved::record).toList();
  }

  /** Bytes charged to each guest in grants of some cycles. */
  static Map<Integer, Long> bytes(ArbiterPrediction run, long from, long to) {
    Map<Integer, Long> bytes = new LinkedHashMap<>();
    for (Moved<QueueReady> grant : run.grants()) {
      if (grant.cycle() >= from && grant.cycle() < to) {
        bytes.merge(grant.record().guest(), Math.max(64, grant.record().bytes()), Long::sum);
      }
    }
    return bytes;
  }

  static double jain(long[] values) {
    double sum = LongStream.of(values).sum();
    double squares = LongStream.of(values).mapToDouble(v -> (double) v * v).sum();
    return sum * sum / (values.length * squares);
  }
}
