package tandem.model.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.model.Require;

/**
 * What must hold for any input and any configuration, judged from the frames that went in and the
 * units that came out alone: every frame in exactly one unit; the bytes of every flow in order and
 * exactly once; no flag and no congestion mark lost; no aggregate with anything in it that must not
 * be; every aggregate a legal TCP segment with right checksums.
 *
 * <p>Frames are given as they arrive, units as they are delivered. Memory is that of the frames
 * which are in no unit yet, so it does not grow with the number of frames or flows.
 */
public final class ReceiveInvariants {
  private static final int PSH = 8;
  private static final int FIN = 1;
  private static final int FORBIDDEN_FLAGS = 32 | 4 | 2;
  private static final int ECE_CWR = 64 | 128;
  private static final int ECN = 3;

  /** What the host did get of a unit. */
  public enum Delivery {
    AGGREGATE,
    PASS,
    DROP
  }

  private record Waiting(WireView view, String flow) {}

  private final boolean linkKey;
  private final boolean pushEnds;
  private final boolean inOrder;
  private final boolean checksumsUpdated;
  // Looked up by number or flow only, never gone through.
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private final Map<String, Deque<Long>> waitingOfFlow = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long frames;
  private long deliveredFrames;

  /**
   * @param linkKey whether MACs, tags, flow label and extension headers belong to the flow
   * @param pushEnds whether an aggregate must end with a PSH
   * @param inOrder whether everything of a flow is delivered in arrival order (no isles)
   * @param checksumsUpdated whether the checksums of an aggregate are its own
   */
  public ReceiveInvariants(
      boolean linkKey, boolean pushEnds, boolean inOrder, boolean checksumsUpdated) {
    this.linkKey = linkKey;
    this.pushEnds = pushEnds;
    this.inOrder = inOrder;
    this.checksumsUpdated = checksumsUpdated;
  }

  /** The next frame that arrives, for a guest. */
  public void frame(byte[] frame, int length, int guest) {
    Require.range("length", length, 0, frame.length);
    WireView view = new WireView(Arrays.copyOf(frame, length), guest);
    String flow = view.flowKnown ? view.flow(linkKey) : "none";
    waitingOfFlow.computeIfAbsent(flow, key -> new ArrayDeque<>()).add(frames);
    waiting.put(frames++, new Waiting(view, flow));
  }

  /**
   * The next unit that is delivered.
   *
   * @param members numbers of its frames, from 0, in the order of their bytes
   * @param host the frame the host gets; not looked at for DROP
   */
  public void unit(Delivery delivery, long[] members, byte[] host) {
    List<WireView> views = new ArrayList<>();
    for (long member : members) {
      Waiting found = waiting.remove(member);
      if (found == null) {
        violations.add("frame delivered twice or unknown: frame=" + member);
        return;
      }
      views.add(found.view);
      deliveredFrames++;
      checkOrder(found.flow, member);
    }
    switch (delivery) {
      case PASS -> {
        if (views.size() != 1 || !Arrays.equals(views.get(0).frame, host)) {
          violations.add("a passing frame was changed: frame=" + members[0]);
        }
      }
      case AGGREGATE -> checkAggregate(views, new WireView(host, views.get(0).guest), members[0]);
      case DROP -> {}
    }
  }

  /** All that was found wrong; to be called when everything held has been delivered. */
  public List<String> finish() {
    if (!waiting.isEmpty()) {
      violations.add("frames never delivered: count=" + waiting.size());
    }
    return violations;
  }

  /** Frames that are in no unit yet, and flows they belong to: all that is remembered. */
  public int held() {
    return waiting.size() + waitingOfFlow.size();
  }

  /** Frames that were found in a unit. */
  public long deliveredFrames() {
    return deliveredFrames;
  }

  /** Nothing of the flow may wait that came before it. */
  private void checkOrder(String flow, long number) {
    Deque<Long> numbers = waitingOfFlow.get(flow);
    long oldest = numbers.element();
    if (oldest == number) {
      numbers.remove();
    } else {
      numbers.remove(number);
    }
    if (inOrder && oldest < number) {
      violations.add("overtaken within its flow: frame=" + oldest + ", by=" + number);
    }
    if (numbers.isEmpty()) {
      waitingOfFlow.remove(flow);
    }
  }

  private void checkAggregate(List<WireView> members, WireView host, long number) {
    int before = violations.size();
    require(
        host.segment && (host.checksumsGood || !checksumsUpdated), "not a legal segment", number);
    boolean whole = host.segment && host.ipAt + host.datagramBytes == host.frame.length;
    require(whole && host.datagramBytes <= 0xFFFF, "length is wrong", number);
    for (WireView member : members) {
      require(member.segment && member.checksumsGood, "a bad member", number);
    }
    if (violations.size() > before) {
      return;
    }
    checkBytes(members, host, number);
    checkHeader(members, host, number);
    for (int i = 0; i < members.size(); i++) {
      checkMember(members.get(i), host, number);
      boolean last = i == members.size() - 1;
      int flags = members.get(i).flags();
      require(last || (flags & FIN) == 0, "data behind a FIN", number);
      require(last || !pushEnds || (flags & PSH) == 0, "data behind a PSH", number);
    }
  }

  private void checkBytes(List<WireView> members, WireView host, long number) {
    byte[] joined = new byte[host.payloadBytes];
    int at = 0;
    int next = host.sequence();
    for (WireView member : members) {
      require(member.sequence() == next, "sequence numbers with a gap", number);
      if (member.payloadBytes > joined.length - at) {
        violations.add("payload missing: first=" + number);
        return;
      }
      System.arraycopy(member.payload(), 0, joined, at, member.payloadBytes);
      at += member.payloadBytes;
      next += member.payloadBytes;
    }
    require(at == joined.length, "payload too long", number);
    require(Arrays.equals(joined, host.payload()), "payload differs", number);
  }

  private void checkHeader(List<WireView> members, WireView host, long number) {
    int flags = members.get(0).flags();
    int hopLimit = 255;
    int acknowledgment = members.get(0).acknowledgment();
    for (WireView member : members) {
      flags |= member.flags() & (PSH | FIN);
      hopLimit = Math.min(hopLimit, member.hopLimit());
      int ahead = member.acknowledgment() - acknowledgment;
      acknowledgment = ahead > 0 ? member.acknowledgment() : acknowledgment;
    }
    WireView last = members.get(members.size() - 1);
    require(host.flags() == flags, "flags lost or invented", number);
    require(host.hopLimit() == hopLimit, "hop limit", number);
    require(host.acknowledgment() == acknowledgment, "acknowledgment number", number);
    require(host.window() == last.window(), "window", number);
    boolean anyOptions = false;
    for (WireView member : members) {
      anyOptions |= Arrays.equals(member.options(), host.options());
    }
    require(anyOptions, "options of no member", number);
  }

  private void checkMember(WireView member, WireView host, long number) {
    require(member.flow(linkKey).equals(host.flow(linkKey)), "another flow", number);
    require((member.flags() & FORBIDDEN_FLAGS) == 0, "SYN, RST or URG", number);
    require(
        ((member.flags() ^ host.flags()) & ECE_CWR) == 0
            && ((member.trafficClass() ^ host.trafficClass()) & ECN) == 0,
        "congestion mark lost or invented",
        number);
    require(member.trafficClass() == host.trafficClass(), "DSCP", number);
    boolean onlyLabel = linkKey || member.ipVersion == 4;
    require(onlyLabel || sameLabel(member, host), "flow label", number);
  }

  private static boolean sameLabel(WireView a, WireView b) {
    return (a.u32(a.ipAt) & 0xF_FFFF) == (b.u32(b.ipAt) & 0xF_FFFF);
  }

  private void require(boolean holds, String what, long firstMember) {
    if (!holds) {
      violations.add(what + ": aggregate that begins with frame=" + firstMember);
    }
  }
}
