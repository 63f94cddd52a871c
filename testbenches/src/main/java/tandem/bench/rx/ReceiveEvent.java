package tandem.bench.rx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tandem.model.record.ControlEvent.Op;

/**
 * Something that may happen to a flow: to a segment on its way, between two segments, or to the
 * card.
 *
 * @param name what it is
 * @param action lets it happen
 */
record ReceiveEvent(String name, Consumer<EventScript> action) {
  private static final int BYTES = EventScript.BYTES;

  /** More flows of one row than it has ways. */
  private static final int TWINS = 9;

  /** Everything there is. */
  static final List<ReceiveEvent> ALL = all();

  private static List<ReceiveEvent> all() {
    List<ReceiveEvent> all = new ArrayList<>();
    all.add(new ReceiveEvent("nothing", EventScript::data));
    for (Disturbance disturbance : Disturbance.values()) {
      all.add(new ReceiveEvent(disturbance.name(), script -> script.data(disturbance)));
    }
    inSequence(all);
    inTime(all);
    ofTheCard(all);
    return List.copyOf(all);
  }

  private static void inSequence(List<ReceiveEvent> all) {
    all.add(
        new ReceiveEvent(
            "hole",
            script -> {
              script.flow().skip(BYTES);
              script.data();
            }));
    for (int bytes : new int[] {7, 300, 650}) {
      all.add(
          new ReceiveEvent(
              bytes + " bytes in order", script -> script.send(script.flow().next(bytes))));
    }
    all.add(new ReceiveEvent("ahead", script -> script.send(script.flow().at(BYTES, BYTES))));
    all.add(new ReceiveEvent("ahead by two", s -> s.send(s.flow().at(2 * BYTES, BYTES))));
    all.add(new ReceiveEvent("again", script -> script.send(script.flow().at(-BYTES, BYTES))));
    all.add(new ReceiveEvent("overlap behind", s -> s.send(s.flow().at(-BYTES / 2, BYTES))));
    all.add(new ReceiveEvent("overlap ahead", s -> s.send(s.flow().at(BYTES / 2, BYTES))));
    all.add(new ReceiveEvent("old ACK", s -> s.send(s.flow().at(-1, 0))));
    all.add(new ReceiveEvent("duplicate ACK", s -> s.send(s.flow().at(0, 0))));
    all.add(
        new ReceiveEvent(
            "two duplicate ACKs",
            script -> {
              script.send(script.flow().at(0, 0));
              script.send(script.flow().at(0, 0));
            }));
    all.add(acknowledging("acknowledges", 5));
    all.add(acknowledging("acknowledges much", 5000));
    all.add(acknowledging("acknowledges less", -3));
  }

  private static ReceiveEvent acknowledging(String name, int bytes) {
    return new ReceiveEvent(
        name,
        script -> {
          script.flow().acknowledge(bytes);
          script.data();
        });
  }

  private static void inTime(List<ReceiveEvent> all) {
    for (int late = -1; late <= 1; late++) {
      int wait = EventScript.TIMER_CYCLES + late;
      all.add(
          new ReceiveEvent(
              "timer of one segment, " + late,
              script -> {
                script.begin(script.flow());
                script.data();
                script.waitFor(wait);
                script.data();
              }));
    }
  }

  private static void ofTheCard(List<ReceiveEvent> all) {
    for (Op op : Op.values()) {
      boolean ofFlow = op == Op.BIND || op == Op.CLOSE_FLOW || op == Op.TRANSMIT;
      all.add(
          new ReceiveEvent(
              op.name(),
              script -> {
                if (ofFlow) {
                  script.control(op, 7);
                } else {
                  script.control(op);
                }
                script.data();
              }));
    }
    all.add(
        new ReceiveEvent(
            "full row",
            script -> {
              for (int twin = 1; twin <= TWINS; twin++) {
                script.send(script.flow().twin(twin).next(BYTES));
              }
              script.data();
            }));
  }
}
