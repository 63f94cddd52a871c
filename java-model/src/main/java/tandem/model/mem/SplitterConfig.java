package tandem.model.mem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.model.NamedValues;
import tandem.model.Require;
import tandem.model.record.MemoryOp;

/**
 * Parameters and register values of the alignment splitter. Names are those of the manifest.
 *
 * @param addressBits width of a host address, 13..64
 * @param lengthBits width of a request length, 1..32
 * @param requestSlots most requests between acceptance and their end, 1..65536
 * @param readLineBytes line size for reads: 0 (off), 32, 64, 128 or 256 bytes
 * @param writeLineBytes line size for writes: 0 (off), 32, 64, 128 or 256 bytes
 * @param maxPayloadBytes largest write burst in bytes, a power of two in 32..4096
 * @param maxReadRequestBytes largest read burst in bytes, a power of two in 32..4096
 * @param policy where requests are cut
 * @param memoryModel how partly covered lines are accounted and costed
 * @param costTransaction cost of one transaction, 0..255, same unit as costLine
 * @param costLine cost of one line access, 0..255
 * @param headerBytes bus bytes added for each transaction, 0..63
 */
public record SplitterConfig(
    int addressBits,
    int lengthBits,
    int requestSlots,
    int readLineBytes,
    int writeLineBytes,
    int maxPayloadBytes,
    int maxReadRequestBytes,
    SplitPolicy policy,
    MemoryModel memoryModel,
    int costTransaction,
    int costLine,
    int headerBytes) {

  /** Bytes of a page; no burst crosses a multiple of it. */
  public static final int PAGE_BYTES = 4096;

  /** The values after reset. */
  public static final SplitterConfig DEFAULTS =
      new SplitterConfig(
          64, 32, 256, 64, 64, 256, 512, SplitPolicy.ALWAYS, MemoryModel.PER_LINE, 24, 64, 24);

  private static final List<String> NAMES = List.copyOf(DEFAULTS.toMap().keySet());

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public SplitterConfig {
    Require.range("addressBits", addressBits, 13, 64);
    Require.range("lengthBits", lengthBits, 1, 32);
    Require.range("requestSlots", requestSlots, 1, 65536);
    Require.oneOf("readLineBytes", readLineBytes, 0, 32, 64, 128, 256);
    Require.oneOf("writeLineBytes", writeLineBytes, 0, 32, 64, 128, 256);
    Require.powerOfTwo("maxPayloadBytes", maxPayloadBytes, 32, PAGE_BYTES);
    Require.powerOfTwo("maxReadRequestBytes", maxReadRequestBytes, 32, PAGE_BYTES);
    Require.range("costTransaction", costTransaction, 0, 255);
    Require.range("costLine", costLine, 0, 255);
    Require.range("headerBytes", headerBytes, 0, 63);
    requireAtLeastOneLine("maxPayloadBytes", maxPayloadBytes, "writeLineBytes", writeLineBytes);
    requireAtLeastOneLine(
        "maxReadRequestBytes", maxReadRequestBytes, "readLineBytes", readLineBytes);
  }

  /** Names of all parameters, in the order of the record. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Fills the record by field name, enumerations by their code.
   *
   * @throws IllegalArgumentException for an unknown or missing name or a value outside its rule
   */
  public static SplitterConfig of(Map<String, Long> values) {
    NamedValues named = NamedValues.of("SplitterConfig", NAMES, values);
    return new SplitterConfig(
        named.getInt("addressBits"),
        named.getInt("lengthBits"),
        named.getInt("requestSlots"),
        named.getInt("readLineBytes"),
        named.getInt("writeLineBytes"),
        named.getInt("maxPayloadBytes"),
        named.getInt("maxReadRequestBytes"),
        SplitPolicy.ofCode(named.get("policy")),
        MemoryModel.ofCode(named.get("memoryModel")),
        named.getInt("costTransaction"),
        named.getInt("costLine"),
        named.getInt("headerBytes"));
  }

  /** All values by name, enumerations as codes, in the order of the record. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("addressBits", (long) addressBits);
    values.put("lengthBits", (long) lengthBits);
    values.put("requestSlots", (long) requestSlots);
    values.put("readLineBytes", (long) readLineBytes);
    values.put("writeLineBytes", (long) writeLineBytes);
    values.put("maxPayloadBytes", (long) maxPayloadBytes);
    values.put("maxReadRequestBytes", (long) maxReadRequestBytes);
    values.put("policy", (long) policy.code());
    values.put("memoryModel", (long) memoryModel.code());
    values.put("costTransaction", (long) costTransaction);
    values.put("costLine", (long) costLine);
    values.put("headerBytes", (long) headerBytes);
    return values;
  }

  /** A copy with one parameter changed, enumerations by their code. */
  public SplitterConfig with(String name, long value) {
    return with(Map.of(name, value));
  }

  /** A copy with several parameters changed at once, for changes that only together are legal. */
  public SplitterConfig with(Map<String, Long> changes) {
    Map<String, Long> values = toMap();
    values.putAll(changes);
    return of(values);
  }

  public SplitterConfig with(SplitPolicy newPolicy) {
    return with("policy", newPolicy.code());
  }

  public SplitterConfig with(MemoryModel newModel) {
    return with("memoryModel", newModel.code());
  }

  /** Line size of a direction in bytes, 0 when off. */
  public int lineBytes(MemoryOp op) {
    return op == MemoryOp.WRITE ? writeLineBytes : readLineBytes;
  }

  /** Largest burst of a direction in bytes. */
  public int maxBurstBytes(MemoryOp op) {
    return op == MemoryOp.WRITE ? maxPayloadBytes : maxReadRequestBytes;
  }

  private static void requireAtLeastOneLine(
      String maxName, int maxBytes, String lineName, int lineBytes) {
    if (maxBytes < lineBytes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be at least %s: %s=%d, %s=%d",
              maxName,
              lineName,
              maxName,
              maxBytes,
              lineName,
              lineBytes));
    }
  }
}
