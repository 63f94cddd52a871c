package tandem.cosim.regress;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tandem.cosim.rtl.UsageException;
import tandem.support.OutputFile;

/** The project's JSON: records by field name, nothing unknown, nothing missing. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /** One line. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written: " + value.getClass(), e);
    }
  }

  /** A value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A value from a tree that this class wrote. */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new UsageException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** A value of a generic type from a tree that this class wrote. */
  public static <T> T read(JsonNode tree, TypeReference<T> type) {
    try {
      return MAPPER.treeToValue(tree, MAPPER.constructType(type));
    } catch (JsonProcessingException e) {
      throw new UsageException("not a " + type.getType() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** A value from one line. */
  public static <T> T read(String line, Class<T> type) {
    try {
      return MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new UsageException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * A value from a file.
   *
   * @throws UsageException naming the file and what is wrong with it
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s:%d: not a %s: %s",
              file,
              line,
              type.getSimpleName(),
              e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes a file whole or not at all, for people too. */
  public static void write(OutputFile file, Object value) {
    file.write(
        writer -> MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValue(writer, value));
  }
}
