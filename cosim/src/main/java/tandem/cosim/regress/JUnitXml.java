package tandem.cosim.regress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tandem.cosim.io.WholeFile;

/** The results as JUnit XML, which every continuous integration reads. */
public final class JUnitXml {
  private JUnitXml() {}

  /** Writes one test case a run. */
  public static void write(Path file, List<RunResult> results) {
    WholeFile.write(
        file,
        writer -> {
          try {
            write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer), results);
          } catch (XMLStreamException e) {
            throw new IOException(e);
          }
        });
  }

  private static void write(XMLStreamWriter xml, List<RunResult> results)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "tandem regress");
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute(
        "failures", String.valueOf(results.stream().filter(r -> !r.passed()).count()));
    xml.writeAttribute("time", seconds(results.stream().mapToDouble(RunResult::seconds).sum()));
    for (RunResult r : results) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", r.bench());
      xml.writeAttribute("name", "seed=" + r.seed());
      xml.writeAttribute("time", seconds(r.seconds()));
      Optional<String> failure = r.failure();
      if (failure.isPresent()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", failure.get().lines().findFirst().orElse(""));
        xml.writeCharacters(failure.get());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
