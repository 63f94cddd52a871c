package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.CommandRun;

/**
 * Captures and tables with random damage: read, or refused in one line, never a stack trace. What
 * is refused leaves no output.
 */
class DamagedInputsTest {
  private static final int INPUTS = 150;
  private static final long SEED = 20260201;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"captures/rpc16_v4.pcap", "inputs/two_snap_lengths.pcapng"})
  void shouldReadOrRefuseCaptures(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/" + name)) {
      byte[] whole = in.readAllBytes();
      damage("coalesce", "in.pcap", name.endsWith("ng") ? whole : beginning(whole));
    }
  }

  /** The first frames of a classic capture, so that damage meets more than their bytes. */
  private static byte[] beginning(byte[] pcap) {
    int at = 24;
    for (int frame = 0; frame < 20; frame++) {
      at += 16 + ByteBuffer.wrap(pcap).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 8);
    }
    return Arrays.copyOf(pcap, at);
  }

  @Test
  void shouldReadOrRefuseRequests() throws IOException {
    StringBuilder table = new StringBuilder("op,address,bytes\n# a comment\n");
    for (int i = 0; i < 8; i++) {
      table.append(i % 2 == 0 ? "read," : "\"write\",").append("0x").append(i * 0x1f0);
      table.append(',').append(300 * i).append('\n');
    }
    damage("split", "in.csv", table.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadOrRefuseTraces() throws IOException {
    StringBuilder table = new StringBuilder("connection,op,bytes,guest,fence\n");
    for (int i = 0; i < 8; i++) {
      table.append(i % 3).append(i % 2 == 0 ? ",send," : ", \"read\",").append(64 * i);
      table.append(',').append(i % 4).append(',').append(i % 2).append("\r\n");
    }
    damage("schedule", "in.csv", table.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void damage(String verb, String name, byte[] good) throws IOException {
    Random random = new Random(SEED);
    Path in = folder.resolve(name);
    Path out = folder.resolve("out.jsonl");
    int[] statuses = new int[3];
    for (int i = 0; i < INPUTS; i++) {
      Files.write(in, damaged(random, good));
      Files.deleteIfExists(out);
      CommandRun run =
          CommandRun.of("run", verb, "--engine", "model", "--in", in + "", "--out", out + "");
      String what = "seed=" + SEED + " input=" + i + ": " + run.err();
      assertTrue(run.status() == 0 || run.status() == 2, what);
      assertTrue(!run.err().contains("\tat ") && !run.err().contains("internal error"), what);
      assertEquals(run.status() == 0, Files.exists(out), what);
      if (run.status() == 2) {
        assertEquals(1, run.err().lines().filter(l -> l.contains(in.toString())).count(), what);
      }
      statuses[run.status()]++;
    }
    assertTrue(statuses[0] > 0 && statuses[2] > 0, verb + ": " + Arrays.toString(statuses));
  }

  /** One to three times: a bit or byte changed, the end cut off, a part missing or there twice. */
  private static byte[] damaged(Random random, byte[] good) {
    List<Byte> bytes = new ArrayList<>(good.length);
    for (byte b : good) {
      bytes.add(b);
    }
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(bytes.size());
      List<Byte> part = bytes.subList(at, Math.min(bytes.size(), at + 1 + random.nextInt(40)));
      switch (random.nextInt(5)) {
        case 0 -> part.set(0, (byte) (part.get(0) ^ 1 << random.nextInt(8)));
        case 1 -> part.set(0, (byte) random.nextInt(256));
        case 2 -> bytes.subList(at, bytes.size()).clear();
        case 3 -> part.clear();
        default -> bytes.addAll(at, List.copyOf(part));
      }
      if (bytes.isEmpty()) {
        break;
      }
    }
    byte[] bad = new byte[bytes.size()];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = bytes.get(i);
    }
    return bad;
  }
}
