package tandem.waveforms.fst;

import java.io.IOException;

/** FST cannot be read or written here: a tool is missing. The message is one line and names it. */
public final class FstUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  FstUnavailableException(String message) {
    super(message);
  }
}
