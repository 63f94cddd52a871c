package tandem.waveforms.log;

/**
 * One field of the records of a stream.
 *
 * @param widthBits at least 1
 */
public record FieldShape(String name, int widthBits) {
  public FieldShape {
    if (widthBits < 1) {
      throw new IllegalArgumentException("field " + name + ": widthBits=" + widthBits);
    }
  }
}
