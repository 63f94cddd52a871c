package tandem.cosim.regress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tandem.support.OutputFile;

/** The results as JUnit XML, which every continuous integration reads. */
public final class JUnitXml {
  private JUnitXml() {}

  /**
   * Writes one test case a run. A run that differed is a failure; one without a verdict, done or
   * not, is an error.
   */
  public static void write(Path file, Instant begin, List<RunResult> results) {
    OutputFile.of(file)
        .write(
            writer -> {
              try {
                write(
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer),
                    begin,
                    results);
              } catch (XMLStreamException e) {
                throw new IOException(e);
              }
            });
  }

  private static void write(XMLStreamWriter xml, Instant begin, List<RunResult> results)
      throws XMLStreamException {
    long failures = results.stream().filter(r -> r.outcome() == Outcome.FAILED).count();
    long passed = results.stream().filter(RunResult::passed).count();
    long skipped = results.stream().filter(r -> r.outcome() == Outcome.UNFIT).count();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "tandem regress");
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute("failures", String.valueOf(failures));
    xml.writeAttribute("errors", String.valueOf(results.size() - passed - failures - skipped));
    xml.writeAttribute("skipped", String.valueOf(skipped));
    xml.writeAttribute("time", seconds(results.stream().mapToDouble(RunResult::seconds).sum()));
    xml.writeAttribute(
        "timestamp", begin.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
    xml.writeAttribute("hostname", hostname());
    for (RunResult r : results) {
      write(xml, r);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  private static void write(XMLStreamWriter xml, RunResult r) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", r.bench());
    xml.writeAttribute("name", "seed=" + r.seed());
    xml.writeAttribute("time", seconds(r.seconds()));
    if (!r.passed()) {
      xml.writeStartElement(element(r.outcome()));
      xml.writeAttribute("message", r.headline().orElse(""));
      xml.writeCharacters(r.failure().orElse(""));
      xml.writeEndElement();
    }
    if (!r.output().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(r.output());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String element(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> "failure";
      case UNFIT -> "skipped";
      default -> "error";
    };
  }

  /** Asked of the kernel, as a name server may take its time. */
  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
