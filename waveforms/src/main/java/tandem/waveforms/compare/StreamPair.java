package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tandem.waveforms.signal.SignalKind;

/**
 * A ready/valid stream that both dumps have.
 *
 * @param ready null if the stream has none: then valid alone is a handshake
 * @param fields the payload; may be empty
 * @param fieldNames names of the fields within the record
 */
record StreamPair(
    String name,
    SignalPair valid,
    SignalPair ready,
    List<SignalPair> fields,
    List<String> fieldNames) {
  private static final List<String> NOT_PAYLOAD =
      List.of("valid", "ready", "occupancy", "clock", "reset", "clk", "rst", "cycle");

  /**
   * Finds streams by their names: every one-bit {@code ...valid} begins one. Its payload is {@code
   * ...bits*} if there is such (Chisel's), else all that begins alike; a plain {@code valid} owns
   * its scope.
   */
  static List<StreamPair> find(List<SignalPair> pairs) {
    List<StreamPair> found = new ArrayList<>();
    for (SignalPair pair : pairs) {
      boolean named = pair.leaf().endsWith("valid");
      if (named && isBit(pair)) {
        found.add(stream(pair, pairs));
      }
    }
    return found;
  }

  private static boolean isBit(SignalPair pair) {
    return pair.expected().kind() == SignalKind.BITS
        && pair.expected().widthBits() == 1
        && pair.sameShape();
  }

  private static StreamPair stream(SignalPair valid, List<SignalPair> pairs) {
    String prefix = valid.name().substring(0, valid.name().length() - "valid".length());
    String leafPrefix = valid.leaf().substring(0, valid.leaf().length() - "valid".length());
    SignalPair ready = null;
    List<SignalPair> bits = new ArrayList<>();
    List<SignalPair> others = new ArrayList<>();
    for (SignalPair pair : pairs) {
      if (!pair.scope().equals(valid.scope()) || !pair.leaf().startsWith(leafPrefix)) {
        continue;
      }
      String rest = pair.leaf().substring(leafPrefix.length());
      if (rest.equals("ready") && isBit(pair)) {
        ready = pair;
      } else if (rest.equals("bits") || rest.startsWith("bits_")) {
        bits.add(pair);
      } else if (!NOT_PAYLOAD.contains(rest)) {
        others.add(pair);
      }
    }
    List<SignalPair> fields = bits.isEmpty() ? others : bits;
    List<String> names = fields.stream().map(f -> fieldName(f, leafPrefix)).toList();
    return new StreamPair(prefix.replaceFirst("[_.]$", ""), valid, ready, fields, names);
  }

  /** All signals that the stream is made of. */
  Stream<SignalPair> members() {
    return Stream.concat(
        Stream.ofNullable(valid), Stream.concat(Stream.ofNullable(ready), fields.stream()));
  }

  private static String fieldName(SignalPair field, String leafPrefix) {
    String rest = field.leaf().substring(leafPrefix.length());
    return rest.startsWith("bits_") ? rest.substring("bits_".length()) : rest;
  }
}
