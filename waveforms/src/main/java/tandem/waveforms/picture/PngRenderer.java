package tandem.waveforms.picture;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.batik.transcoder.SVGAbstractTranscoder;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.apache.batik.transcoder.image.PNGTranscoder;

/** Turns an SVG of ours into PNG, at twice its size for sharp text. */
public final class PngRenderer {
  private static final float SCALE = 2;

  private PngRenderer() {}

  /** Writes the picture. */
  public static void write(String svg, Path file) throws IOException {
    PNGTranscoder transcoder = new PNGTranscoder();
    transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_WIDTH, SCALE * width(svg));
    transcoder.addTranscodingHint(ImageTranscoder.KEY_BACKGROUND_COLOR, Color.WHITE);
    try (OutputStream out = Files.newOutputStream(file)) {
      transcoder.transcode(new TranscoderInput(new StringReader(svg)), new TranscoderOutput(out));
    } catch (TranscoderException e) {
      throw new IOException("cannot draw " + file + ": " + e.getMessage(), e);
    }
  }

  private static float width(String svg) {
    int at = svg.indexOf(" width=\"") + " width=\"".length();
    return Float.parseFloat(svg.substring(at, svg.indexOf('"', at)));
  }
}
