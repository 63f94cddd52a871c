package tandem.model.rx;

import tandem.model.record.ControlEvent;
import tandem.model.record.EndReason;
import tandem.model.record.RunPath;
import tandem.model.record.TransmitState;

/** What host, transmit side and interrupt moderation ask of the flow table (TE-24 to TE-26). */
final class ReceiveControl {
  private static final int ANY_GUEST = -1;

  private final FlowTable table;
  private final FlowStore store;
  private final ReceiveCounters counters;
  private final boolean keepEntry;
  private final boolean linkRule;
  private final boolean[] noBuffer = new boolean[256];

  ReceiveControl(ReceiveConfig config, FlowTable table, FlowStore store, ReceiveCounters counters) {
    this.table = table;
    this.store = store;
    this.counters = counters;
    keepEntry = config.on(ReceiveRegister.KEEP_ENTRY);
    linkRule = config.on(ReceiveRegister.KEY_RULE);
  }

  /** Whether neither receive queue of the guest has a buffer left. */
  boolean noBuffer(int guest) {
    return noBuffer[guest];
  }

  void accept(ControlEvent event, long nowCycle) {
    switch (event.op()) {
      case END_OF_BURST -> closeOpen(EndReason.END_OF_BURST, ANY_GUEST, nowCycle);
      case STOP_GUEST -> stop(event.guest(), nowCycle);
      case STOP_ALL -> stop(ANY_GUEST, nowCycle);
      case BUFFERS_EMPTY -> {
        noBuffer[event.guest()] = true;
        closeOpen(EndReason.NO_BUFFER, event.guest(), nowCycle);
      }
      case BUFFERS_BACK -> {
        store.step();
        noBuffer[event.guest()] = false;
      }
      case BIND, CLOSE_FLOW, TRANSMIT -> ofFlow(event, nowCycle);
    }
  }

  private void ofFlow(ControlEvent event, long nowCycle) {
    if (linkRule) {
      store.step();
      return; // the event does not tell the MACs, which belong to the key
    }
    FlowKey key = FlowKey.of(event);
    int entry = table.find(key);
    if (event.op() == ControlEvent.Op.BIND) {
      bind(event, key, entry, nowCycle);
    } else if (event.op() == ControlEvent.Op.CLOSE_FLOW) {
      closeFlow(entry, nowCycle);
    } else {
      store.step();
      if (entry != FlowTable.NONE) {
        store.flow(entry).transmit =
            new TransmitState(true, event.sequence(), event.acknowledgment(), event.window());
      }
    }
  }

  private void closeFlow(int entry, long nowCycle) {
    if (entry == FlowTable.NONE || !store.flow(entry).isOpen()) {
      store.step();
    }
    if (entry != FlowTable.NONE) {
      store.flush(entry, EndReason.STOPPED, nowCycle);
      table.free(entry);
    }
  }

  private void bind(ControlEvent event, FlowKey key, int known, long nowCycle) {
    int entry = known;
    if (keepEntry && entry == FlowTable.NONE) {
      entry = table.place(key.hash(), key.guest());
      if (entry != FlowTable.NONE && table.taken(entry)) {
        counters.evicted();
        store.flush(entry, EndReason.TABLE_FULL, nowCycle);
        table.free(entry);
      }
    }
    store.step();
    if (!keepEntry || entry == FlowTable.NONE) {
      return;
    }
    if (known == FlowTable.NONE) {
      table.take(entry, key);
      store.flow(entry).reset();
    } else {
      table.use(entry);
    }
    store.flow(entry).path = RunPath.USER;
    store.flow(entry).queue = event.queue();
  }

  private void stop(int guest, long nowCycle) {
    closeOpen(EndReason.STOPPED, guest, nowCycle);
    for (int entry = 0; entry < table.size(); entry++) {
      store.step();
      if (table.taken(entry) && (guest == ANY_GUEST || table.guest(entry) == guest)) {
        table.free(entry);
      }
    }
  }

  /** Looks at every open entry, in a step at least, and closes those that are meant. */
  private void closeOpen(int reason, int guest, long nowCycle) {
    if (store.firstOpen() == OpenList.NONE) {
      store.step();
    }
    for (int entry = store.firstOpen(); entry != OpenList.NONE; ) {
      int next = store.nextOpen(entry);
      if (guest == ANY_GUEST || table.guest(entry) == guest) {
        store.close(entry, reason, nowCycle);
      } else {
        store.step();
      }
      entry = next;
    }
  }
}
