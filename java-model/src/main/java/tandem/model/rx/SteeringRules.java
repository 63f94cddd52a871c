package tandem.model.rx;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tandem.model.record.GuestSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringSource;
import tandem.model.record.SteeringTarget;

/** Decides where one frame goes, by the first rule of GS-20 to GS-34 that fits. */
final class SteeringRules {
  private static final int VLAN_ID_MASK = 0xFFF;

  private final SteeringTables tables;
  private final GuestSteeringConfig registers;
  private final SteeringHeader header;
  private final boolean sent;
  private final int sender;
  private final int vlan;

  private SteeringRules(
      SteeringTables tables, GuestSteeringConfig registers, SteeringHeader header) {
    this.tables = tables;
    this.registers = registers;
    this.header = header;
    sent = header.source() == SteeringSource.GUEST;
    sender = sent ? header.guest() : 0;
    vlan = header.vlanTags() == 0 ? 0 : header.outerTag() & VLAN_ID_MASK;
  }

  /** The copies of a frame, or its drop: at least one record (GS-35). */
  static List<GuestSegment> decide(
      SteeringTables tables, GuestSteeringConfig registers, SteeringHeader header) {
    SteeringRules rules = new SteeringRules(tables, registers, header);
    List<Copy> copies = rules.copies();
    List<GuestSegment> segments = new ArrayList<>(copies.size());
    for (int i = 0; i < copies.size(); i++) {
      segments.add(rules.segment(copies.get(i), i, i + 1 == copies.size()));
    }
    return segments;
  }

  private List<Copy> copies() {
    SteeringReason refusal = refusal();
    if (refusal != null) {
      return List.of(Copy.drop(refusal));
    }
    if (SteeringTables.isGroup(header.destinationMac())) {
      return groupCopies();
    }
    int owner = tables.macs().owner(new StationKey(header.destinationMac(), vlan));
    return List.of(owner == MacTable.NOBODY ? unknownUnicast() : unicast(owner));
  }

  /** Why the frame goes nowhere whoever its receiver is, or null (GS-21 to GS-25). */
  private SteeringReason refusal() {
    if (SegmentIssue.LINK.in(header.issues())) {
      return SteeringReason.MALFORMED;
    }
    if (vlan == SteeringTables.RESERVED_VLAN) {
      return SteeringReason.BAD_VLAN;
    }
    if (!SteeringTables.isStation(header.sourceMac())) {
      return SteeringReason.BAD_SOURCE;
    }
    if (sent && !tables.switches().enabled(sender)) {
      return SteeringReason.DISABLED;
    }
    if (sent && tables.switches().antiSpoof(sender)) {
      int owner = tables.macs().owner(new StationKey(header.sourceMac(), vlan));
      return owner == sender ? null : SteeringReason.SPOOFED;
    }
    return null;
  }

  private Copy unicast(int owner) {
    if (sent && owner == sender) {
      return Copy.drop(SteeringReason.SELF);
    }
    if (sent && !tables.switches().loopback(sender)) {
      return Copy.WIRE;
    }
    if (!tables.switches().enabled(owner)) {
      return Copy.drop(SteeringReason.DISABLED);
    }
    int queue =
        SteeringTables.hasConnections(header.kind())
            ? tables.connections().queue(ConnectionKey.of(owner, header))
            : ConnectionTable.NO_QUEUE;
    return queue == ConnectionTable.NO_QUEUE
        ? Copy.host(owner, 0, SteeringReason.MAC)
        : Copy.host(owner, queue, SteeringReason.CONNECTION);
  }

  private Copy unknownUnicast() {
    if (sent) {
      return Copy.WIRE;
    }
    if (registers.unknownUnicast() == UnknownRule.DROP) {
      return Copy.drop(SteeringReason.UNKNOWN);
    }
    return tables.switches().enabled(registers.defaultGuest())
        ? Copy.host(registers.defaultGuest(), 0, SteeringReason.DEFAULT)
        : Copy.drop(SteeringReason.DISABLED);
  }

  private List<Copy> groupCopies() {
    BitSet members = tables.groups().members(new StationKey(header.destinationMac(), vlan));
    boolean known = members != null;
    if (!known) {
      members = new BitSet();
      members.set(registers.defaultGuest(), registers.unknownGroup() == UnknownRule.DEFAULT);
    }
    keepReceivers(members);
    SteeringReason reason = known ? SteeringReason.GROUP : SteeringReason.DEFAULT;
    List<Copy> copies = new ArrayList<>();
    members.stream().forEach(guest -> copies.add(Copy.host(guest, 0, reason)));
    if (sent) {
      copies.add(Copy.WIRE);
    }
    if (copies.isEmpty()) {
      boolean unknown = !known && registers.unknownGroup() == UnknownRule.DROP;
      copies.add(Copy.drop(unknown ? SteeringReason.UNKNOWN : SteeringReason.NO_MEMBER));
    }
    return copies;
  }

  private void keepReceivers(BitSet members) {
    tables.switches().retainEnabled(members);
    if (!sent) {
      return;
    }
    if (tables.switches().loopback(sender)) {
      members.clear(sender);
    } else {
      members.clear();
    }
  }

  private GuestSegment segment(Copy copy, int number, boolean last) {
    return new GuestSegment(
        header.frame(),
        copy.guest(),
        copy.queue(),
        copy.target(),
        copy.reason(),
        number,
        last,
        header.source(),
        sender,
        header.frameBytes());
  }

  private record Copy(SteeringTarget target, int guest, int queue, SteeringReason reason) {
    static final Copy WIRE = new Copy(SteeringTarget.WIRE, 0, 0, SteeringReason.OUTSIDE);

    static Copy drop(SteeringReason reason) {
      return new Copy(SteeringTarget.DROP, 0, 0, reason);
    }

    static Copy host(int guest, int queue, SteeringReason reason) {
      return new Copy(SteeringTarget.HOST, guest, queue, reason);
    }
  }
}
