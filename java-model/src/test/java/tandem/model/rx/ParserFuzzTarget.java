package tandem.model.rx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.workload.FrameFuzz;

/**
 * What a coverage-guided fuzzer calls: any bytes, as one frame and as many. Each must be
 * classified, whatever lies behind it in the array, and the path must deliver as many as it got.
 * Run by {@code make fuzz}.
 */
public final class ParserFuzzTarget {
  private ParserFuzzTarget() {}

  /** The name that fuzzers look for. */
  public static void fuzzerTestOneInput(byte[] input) {
    ParsedSegment whole = new Parser(ReceiveConfig.DEFAULTS).parse(input, 0, 0);
    byte[] longer = Arrays.copyOf(input, input.length + 64);
    Arrays.fill(longer, input.length, longer.length, (byte) 0xA5);
    ParsedSegment again = new Parser(ReceiveConfig.DEFAULTS).parse(longer, input.length, 0, 0);
    if (!whole.equals(again)) {
      throw new IllegalStateException("bytes behind the frame count: " + whole + " " + again);
    }
    for (Profile profile : Profile.values()) {
      deliver(input, profile);
    }
  }

  /** The first byte of each piece says how long it is. */
  private static void deliver(byte[] input, Profile profile) {
    long[] counts = new long[2];
    ReceivePath path =
        new ReceivePath(
            ReceiveConfig.of(profile),
            new ReceiveOutput() {
              @Override
              public void run(SegmentRun run) {
                counts[0] += run.members();
              }

              @Override
              public void place(SegmentPlace place) {
                counts[1] += place.op() == SegmentPlace.Op.FRAME ? 1 : 0;
              }
            });
    long frames = 0;
    for (int at = 0; at < input.length; frames++) {
      int end = Math.min(input.length, at + 1 + (input[at] & 0xFF));
      path.receive(Arrays.copyOfRange(input, at + 1, end), frames);
      at = end;
    }
    path.endOfBurst(frames);
    if (counts[0] != frames || counts[1] != frames) {
      throw new IllegalStateException(
          "frames=" + frames + " delivered=" + counts[0] + " placed=" + counts[1]);
    }
  }

  /** Writes frames to begin with to a folder, each with the length byte in front. */
  public static void main(String[] args) throws IOException {
    List<byte[]> corpus = FrameFuzz.corpus();
    for (int i = 0; i < corpus.size(); i++) {
      byte[] frame = corpus.get(i);
      byte[] piece = new byte[frame.length + 1];
      piece[0] = (byte) frame.length;
      System.arraycopy(frame, 0, piece, 1, frame.length);
      Files.write(Path.of(args[0], "frame-" + i), frame);
      Files.write(Path.of(args[0], "piece-" + i), piece);
    }
  }
}
