package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.cosim.rtl.RegisterBus;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/** What no scenario of the receive path shows: its registers, and what its input must not do. */
class ReceiveHardwareTest {
  private static final byte[] FRAME = new byte[100];

  private static RtlDut open(String block) {
    return new RtlSource(CacheDirectory.ofUser(), Optional.empty())
        .design(block, Map.of(), Trace.NONE)
        .open(1);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldLoadEveryRegisterOfAProfile(Profile profile) {
    Map<String, Long> expected = new TreeMap<>(ReceiveConfig.of(profile).toMap());
    try (RtlDut dut = open("receive-path")) {
      new StreamSession(dut, Mode.CYCLE, TraceWindow.none());
      RegisterBus registers = new RegisterBus(dut);
      registers.write("enable", 1); // which profiles leave alone
      registers.write("profile", (profile.code() + 1) % Profile.values().length);
      registers.write("profile", profile.code());
      Map<String, Long> actual = new TreeMap<>();
      for (Manifest.Register register : dut.manifest().registers()) {
        if (register.writable()) {
          actual.put(register.name(), registers.read(register.name()));
        }
      }
      expected.keySet().retainAll(actual.keySet());
      assertEquals(expected, actual);
    }
  }

  @Test
  void shouldStopWhenTheGuestChangesWithinAFrame() {
    FrameBeat first = FrameBeat.of(FRAME, 1, 0).get(0);
    FrameBeat second = FrameBeat.of(FRAME, 2, 0).get(1);
    RtlEndedException end = assertThrows(RtlEndedException.class, () -> offer(first, second));
    assertTrue(end.getMessage().contains("the guest changed within a frame"), end.getMessage());
  }

  private static void offer(FrameBeat... beats) {
    List<Offer<FrameBeat>> offers =
        List.of(beats).stream().map(beat -> new Offer<>(0, beat)).toList();
    try (RtlDut dut = open("receive-parser")) {
      StreamSession session = new StreamSession(dut, Mode.CYCLE, TraceWindow.none());
      session.offer("in", FrameBeat.class, offers, PauseSpec.NEVER);
      session.collect("out", ParsedSegment.class, PauseSpec.NEVER);
      session.start(Map.of());
      session.runUntil("in", beats.length);
      session.runUntilQuiet(10);
    }
  }
}
