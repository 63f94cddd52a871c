package tandem.cosim.splitter;

import java.util.List;
import java.util.function.Consumer;
import tandem.cosim.stream.Beat;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;

/** Walks the handshakes of all streams in order of time; in one cycle in the order of the flow. */
final class EventOrder {
  private final SplitterLog log;

  EventOrder(SplitterLog log) {
    this.log = log;
  }

  void forEach(
      Consumer<Beat<HostSpan>> in,
      Consumer<Beat<HostBurst>> out,
      Consumer<Beat<BurstDone>> response,
      Consumer<Beat<SpanDone>> done) {
    List<Walk<?>> walks =
        List.of(
            new Walk<>(log.in(), in),
            new Walk<>(log.out(), out),
            new Walk<>(log.response(), response),
            new Walk<>(log.done(), done));
    while (true) {
      Walk<?> next = walks.get(0);
      for (Walk<?> walk : walks) {
        next = walk.cycle() < next.cycle() ? walk : next;
      }
      if (next.cycle() == Long.MAX_VALUE) {
        return;
      }
      next.step();
    }
  }

  private static final class Walk<R extends Record> {
    private final List<Beat<R>> beats;
    private final Consumer<Beat<R>> visitor;
    private int next;

    Walk(List<Beat<R>> beats, Consumer<Beat<R>> visitor) {
      this.beats = beats;
      this.visitor = visitor;
    }

    long cycle() {
      return next < beats.size() ? beats.get(next).cycle() : Long.MAX_VALUE;
    }

    void step() {
      visitor.accept(beats.get(next++));
    }
  }
}
