package tandem.cosim.rx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.zip.CRC32;
import tandem.cosim.check.LineComparison;
import tandem.cosim.io.HostUnitWriter;
import tandem.model.record.RunKind;
import tandem.model.rx.HostUnit;

/**
 * Holds what the host gets from the RTL against what it gets from the model run beside it: the
 * lines, and the frames with their times.
 */
final class UnitComparison {
  private final LineComparison lines = new LineComparison("run coalesce");
  private final LineComparison frames = new LineComparison("run coalesce --pcap-out");
  private final HostUnitWriter expected;
  private final HostUnitWriter actual;

  UnitComparison() {
    try {
      expected = new HostUnitWriter(lines.expected());
      actual = new HostUnitWriter(lines.actual(Writer.nullWriter()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A unit of the model. */
  void expect(HostUnit unit) {
    if (write(expected, unit)) {
      frames.expect(frame(unit));
    }
  }

  /** A unit of the RTL. */
  void found(HostUnit unit) {
    if (write(actual, unit)) {
      frames.found(frame(unit));
    }
  }

  /**
   * Both have ended.
   *
   * @return how many lines were compared
   * @throws tandem.cosim.check.MismatchException if one side has more
   */
  long finish() {
    try {
      expected.finish();
      actual.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    frames.finish();
    return lines.finish();
  }

  /** The host gets nothing of what is dropped. */
  private static boolean write(HostUnitWriter writer, HostUnit unit) {
    if (unit.run().kind() == RunKind.DROP) {
      return false;
    }
    try {
      writer.write(unit);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String frame(HostUnit unit) {
    CRC32 crc = new CRC32();
    crc.update(unit.bytes());
    return String.format(
        Locale.ROOT,
        "{\"bytes\":%d,\"crc32\":\"%08x\",\"closeCycle\":%d}",
        unit.bytes().length,
        crc.getValue(),
        unit.run().closeCycle());
  }
}
