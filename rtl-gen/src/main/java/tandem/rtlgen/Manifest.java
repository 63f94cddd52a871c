package tandem.rtlgen;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything a program must know to compile, drive and observe a generated block.
 *
 * @param block name on the command line
 * @param top name of the top module
 * @param buildId SHA-256, in hex, over the contents of the files and the rest of the manifest
 * @param parameters every parameter with its value, reset values of registers included
 * @param clock name of the clock port
 * @param reset name of the reset port: synchronous, active high
 * @param ports all ports of the top module, in its order
 * @param streams the ready/valid streams among the ports, and those without ready
 * @param registers in address order
 * @param rules relations between registers that the block relies on
 * @param files Verilog files relative to the manifest, in compilation order
 */
public record Manifest(
    String block,
    String top,
    String buildId,
    Map<String, Long> parameters,
    String clock,
    String reset,
    List<Port> ports,
    List<Stream> streams,
    List<Register> registers,
    List<String> rules,
    List<String> files) {

  /** The name of the file that holds a manifest. */
  public static final String FILE_NAME = "manifest.json";

  public Manifest {
    requirePresent("block", block);
    requirePresent("top", top);
    requirePresent("buildId", buildId);
    requirePresent("parameters", parameters);
    requirePresent("clock", clock);
    requirePresent("reset", reset);
    requirePresent("ports", ports);
    requirePresent("streams", streams);
    requirePresent("registers", registers);
    requirePresent("rules", rules);
    requirePresent("files", files);
  }

  /** Reads the manifest in {@code directory}. */
  public static Manifest read(Path directory) {
    return ManifestFile.read(directory.resolve(FILE_NAME));
  }

  /** The stream of this name, refused if there is none. */
  public Stream stream(String name) {
    return streams.stream()
        .filter(stream -> stream.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new RtlGenException("block " + block + " has no stream=" + name));
  }

  /** The register of this name, refused if there is none. */
  public Register register(String name) {
    return registers.stream()
        .filter(register -> register.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new RtlGenException("block " + block + " has no register=" + name));
  }

  private static void requirePresent(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a manifest must have " + name);
    }
  }

  Manifest withBuildId(String id) {
    return new Manifest(
        block, top, id, parameters, clock, reset, ports, streams, registers, rules, files);
  }

  /**
   * One port of the top module.
   *
   * @param direction {@code input} or {@code output}
   */
  public record Port(String name, String direction, int widthBits) {}

  /**
   * One ready/valid stream.
   *
   * @param direction of the record, seen from the block
   * @param record name of the record, the same in every language
   * @param ready absent where the stream cannot be held back: every cycle with valid is a record
   * @param slotBytes bytes one record takes in memory
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Stream(
      String name,
      String direction,
      String record,
      String valid,
      String ready,
      int slotBytes,
      List<Field> fields) {

    /** Whether whoever takes the records may hold them back. */
    public boolean hasReady() {
      return ready != null;
    }
  }

  /**
   * One field of a record.
   *
   * @param port the port that carries it
   * @param offsetBytes place in the memory of a record
   * @param sizeBytes bytes it takes there; little endian
   */
  public record Field(String name, String port, int widthBits, int offsetBytes, int sizeBytes) {}

  /**
   * One register.
   *
   * @param address byte address, a multiple of 8
   * @param access {@code rw} configuration or {@code ro} observation
   * @param allowed the legal values, where they are few
   * @param minimum with {@code maximum} the legal values, where they are a range
   * @param labels names of values, empty where values are quantities
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Register(
      String name,
      int address,
      int widthBits,
      String access,
      long reset,
      List<Long> allowed,
      Long minimum,
      Long maximum,
      Map<String, Long> labels,
      String doc) {

    /** Whether software may write it. */
    public boolean writable() {
      return access.equals("rw");
    }
  }
}
