package tandem.bench.rx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;

/** Register values that the rules of the contract allow. */
final class RandomRegisters {
  private RandomRegisters() {}

  /**
   * A profile with some registers changed.
   *
   * @param oneOf how rarely a register is changed
   */
  static Map<String, Long> any(Random random, int oneOf) {
    Profile profile = Profile.values()[random.nextInt(Profile.values().length)];
    Map<String, Long> values = new LinkedHashMap<>();
    values.put(ReceiveRegister.PROFILE.label(), (long) profile.code());
    for (ReceiveRegister register : ReceiveRegister.values()) {
      if (register != ReceiveRegister.PROFILE && random.nextInt(oneOf) == 0) {
        values.put(register.label(), value(register, random));
      }
    }
    values.put(ReceiveRegister.ENABLE.label(), random.nextInt(40) == 0 ? 0L : 1L);
    values.put(ReceiveRegister.TIME_SOURCE.label(), random.nextInt(4) == 0 ? 1L : 0L);
    if (random.nextInt(3) == 0) {
      values.put(ReceiveRegister.OUT_OF_ORDER.label(), 1L);
      values.put(ReceiveRegister.ISLE_OVERFLOW.label(), (long) random.nextInt(2));
    }
    return legal(values, profile);
  }

  private static Map<String, Long> legal(Map<String, Long> values, Profile profile) {
    if (values.getOrDefault(ReceiveRegister.OUT_OF_ORDER.label(), 0L) != 0) {
      ReceiveConfig.ZERO_WITH_ISLES.forEach(register -> values.put(register.label(), 0L));
      values.put(ReceiveRegister.KEEP_ENTRY.label(), 1L);
    }
    long keeps = ReceiveRegister.KEEP_ENTRY.value(profile);
    if (values.getOrDefault(ReceiveRegister.KEEP_ENTRY.label(), keeps) == 0) {
      values.put(ReceiveRegister.ALLOC_ON_SYN.label(), 0L);
    }
    return values;
  }

  private static long value(ReceiveRegister register, Random random) {
    return switch (register) {
      case TIMER_CYCLES -> 1 + random.nextInt(random.nextBoolean() ? 60 : 3000);
      case MAX_SEGMENTS -> random.nextInt(20);
      case MAX_BYTES -> 576 + random.nextInt(10_000);
      case FLUSH_EVERY -> 1 + random.nextInt(200);
      case MAX_AGGREGATES -> 1 + random.nextInt(10);
      case GUEST_QUOTA -> 1 + random.nextInt(6);
      case DUP_ACK_THRESHOLD -> random.nextInt(6);
      case ACK_THRESHOLD -> random.nextInt(5000);
      case MIN_START_BYTES -> random.nextInt(400);
      case ISLE_SEGMENTS -> 1 + random.nextInt(10);
      case ISLE_BUFFERS -> random.nextInt(60);
      default ->
          register.minimum() + random.nextInt((int) (register.maximum() - register.minimum() + 1));
    };
  }
}
