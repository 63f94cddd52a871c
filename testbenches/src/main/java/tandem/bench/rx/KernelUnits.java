package tandem.bench.rx;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.bench.CaptureFiles;
import tandem.cosim.block.BlockRun;
import tandem.cosim.io.HostUnitWriter;
import tandem.cosim.regress.Json;
import tandem.cosim.rx.ReceivedUnits;
import tandem.cosim.stream.RunLog;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.rx.ReceiveConfig;

/** What the Linux kernel made of captures, and units of the RTL in the same form. */
final class KernelUnits {
  /** Captures, without ending, of which the kernel's results are known. */
  static final List<String> CAPTURES = List.of("bulk1_v4", "rpc16_v4");

  private static final List<String> FIELDS =
      List.of("src", "sport", "dst", "dport", "seq", "ack", "win", "len", "segs", "flags", "crc32");

  private KernelUnits() {}

  /** The kernel's units when it delivers all it holds after every 16 frames. */
  static List<String> ofKernel(String capture) {
    List<String> units = new ArrayList<>();
    for (String line : CaptureFiles.lines(capture + ".linux-gro.every16.jsonl")) {
      units.add(text(line, "wire"));
    }
    return units;
  }

  /** The units that the RTL gave. */
  static List<String> ofRtl(BlockRun<ReceiveConfig> result) {
    RunLog log = result.log();
    ReceivedUnits received = new ReceivedUnits(result.config());
    received.add(log.beats("place", SegmentPlace.class), log.beats("payload", PayloadBeat.class));
    StringWriter lines = new StringWriter();
    try {
      HostUnitWriter writer = new HostUnitWriter(lines);
      for (var beat : log.beats("out", HostRun.class)) {
        writer.write(received.take(beat.record()));
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.toString().lines().map(line -> text(line, "frames")).toList();
  }

  private static String text(String line, String members) {
    Map<?, ?> unit = Json.read(line, Map.class);
    StringBuilder text = new StringBuilder("frames=").append(unit.get(members));
    FIELDS.forEach(field -> text.append(' ').append(field).append('=').append(unit.get(field)));
    return text.toString();
  }
}
