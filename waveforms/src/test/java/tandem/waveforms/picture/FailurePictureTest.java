package tandem.waveforms.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tandem.waveforms.FlowLogs;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.io.UnknownWaves;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.EventLogWaves;
import tandem.waveforms.log.FieldShape;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;
import tandem.waveforms.picture.TimingDiagram.Look;
import tandem.waveforms.picture.TimingDiagram.Side;
import tandem.waveforms.picture.TimingDiagram.SideNames;
import tandem.waveforms.signal.TimeScale;

class FailurePictureTest {
  private static final String BURST = FlowLogs.STREAMS.get(2).path();

  @TempDir Path dir;
  private final EventLog log = FlowLogs.random(5, 60);

  private static TimingDiagram draw(EventLog model, EventLog rtl, CompareMode mode)
      throws IOException {
    WaveSource a = new EventLogWaves(model, TimeScale.NANOSECOND, 4, 320);
    WaveSource b = new EventLogWaves(rtl, TimeScale.NANOSECOND, 4, 320);
    CompareOptions options =
        CompareOptions.of(mode)
            .mapping(NameMapping.IDENTITY.restrict(List.of(), List.of("*Tag", "*occupancy")))
            .build();
    Comparison result = WaveCompare.compare(a, b, options);
    return FailurePicture.of(a, b, options, result, SideNames.MODEL_RTL);
  }

  private static long wrongCells(TimingDiagram diagram, Side side) {
    return diagram.groups().stream()
        .filter(g -> g.side() == side)
        .flatMap(g -> g.lanes().stream())
        .flatMap(l -> l.cells().stream())
        .filter(c -> c.look() == Look.WRONG)
        .count();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldMarkTheFieldThatDiffersOnBothSides() throws Exception {
    EventLog bad = FlowLogs.flipped(FlowLogs.delayed(log, 7, 2), BURST, 17, 2, 5);
    TimingDiagram diagram = draw(log, bad, CompareMode.TRANSACTION);
    assertEquals("AlignmentSplitter.HostBurst.lenBytes: model and RTL differ", diagram.title());
    assertEquals(1, wrongCells(diagram, Side.MODEL));
    assertEquals(1, wrongCells(diagram, Side.RTL));
    assertTrue(diagram.notes().contains("lenBytes: expected (model) 0x0949"), diagram.notes() + "");
    assertEquals("svg", parsed(SvgRenderer.render(diagram)).getDocumentElement().getTagName());
  }

  @Test
  void shouldBeThePictureOfTheDocumentation() throws IOException {
    EventLog bad = FlowLogs.flipped(FlowLogs.delayed(log, 7, 2), BURST, 17, 2, 5);
    String svg = SvgRenderer.render(draw(log, bad, CompareMode.TRANSACTION));
    Path shown = Path.of("../docs/waveforms-failure.svg");
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(shown, svg);
    }
    assertEquals(
        Files.readString(shown),
        svg,
        "stale: mvn -pl waveforms test -Dtest=FailurePictureTest -DargLine=-Ddocs.write=true");
  }

  @Test
  void shouldFollowTheTagThroughAllStages() throws IOException {
    EventLog bad = FlowLogs.flipped(log, BURST, 17, 2, 5);
    TimingDiagram diagram = draw(log, bad, CompareMode.TRANSACTION);
    assertEquals(2, diagram.journeys().size());
    for (TimingDiagram.Journey journey : diagram.journeys()) {
      assertEquals("11", journey.tag());
      assertEquals(4, journey.stops().size());
      List<Integer> columns = journey.stops().stream().map(TimingDiagram.Stop::column).toList();
      assertEquals(columns.stream().sorted().toList(), columns);
    }
  }

  @Test
  void shouldDrawMissingRecordsAndCycleDifferences() throws Exception {
    EventLog missing = FlowLogs.without(log, BURST, 59);
    TimingDiagram lacks = draw(log, missing, CompareMode.TRANSACTION);
    assertTrue(lacks.title().endsWith("RTL lacks a record"), lacks.title());
    assertEquals(3, wrongCells(lacks, Side.MODEL));
    assertEquals(0, wrongCells(lacks, Side.RTL));
    parsed(SvgRenderer.render(lacks));
    EventLog late = FlowLogs.without(log, BURST, 30);
    TimingDiagram cycle = draw(log, late, CompareMode.CYCLE);
    assertTrue(cycle.title().contains("model and RTL differ"), cycle.title());
    assertTrue(wrongCells(cycle, Side.MODEL) > 0);
    parsed(SvgRenderer.render(cycle));
  }

  @Test
  void shouldDrawOfManyFieldsThoseThatSaySomething() throws IOException {
    TimingDiagram diagram = draw(many(0), many(4), CompareMode.TRANSACTION);
    List<String> model =
        diagram.groups().stream()
            .filter(g -> g.side() == Side.MODEL)
            .flatMap(g -> g.lanes().stream())
            .map(TimingDiagram.Lane::label)
            .toList();
    assertEquals(List.of("valid", "ready", "entry", "f3", "f19"), model);
    assertEquals(1, wrongCells(diagram, Side.RTL));
    assertTrue(
        diagram.notes().contains("fields that are not drawn: Stage.Wide 18"), diagram.notes() + "");
  }

  /** A record of 21 fields, of which one is not 0, one has a number, and one is the tag. */
  private static EventLog many(int last) {
    List<FieldShape> fields = new ArrayList<>(List.of(new FieldShape("entry", 8)));
    List<BigInteger> values = new ArrayList<>(List.of(BigInteger.ZERO));
    for (int i = 0; i < 20; i++) {
      fields.add(new FieldShape("f" + i, 8));
      values.add(BigInteger.valueOf(i == 3 ? 7 : i == 19 ? last : 0));
    }
    StreamShape shape = new StreamShape("Stage", "Wide", fields);
    return new EventLog(
        List.of(shape), List.of(new StreamEvent(shape.path(), 9, "t", values)), List.of());
  }

  /** A counter that is wrong, in a dump that begins in the middle of a run. */
  @Test
  void shouldDrawWhatLedToABrokenRule() throws IOException {
    WaveSource rtl = new EventLogWaves(log, TimeScale.NANOSECOND, 4, 320);
    CompareOptions options = CompareOptions.of(CompareMode.TRANSACTION).firstCycle(1000).build();
    Divergence.Point point = new Divergence.Point(1100, 0);
    Divergence counter =
        new Divergence(
            Divergence.Kind.RULE,
            "Stage",
            "requests",
            -1,
            point,
            point,
            List.of(new Divergence.FieldValues("requests", "5", "4", true)),
            "both count alike");
    Comparison result = WaveCompare.compare(rtl, rtl, options).broken(counter);
    TimingDiagram both = FailurePicture.of(rtl, rtl, options, result, SideNames.MODEL_RTL);
    assertEquals("Stage.requests: model 5, RTL 4", both.title());
    assertTrue(both.subtitle().endsWith("last activity in cycle 1100"), both.subtitle());
    assertEquals(1106, both.firstCycle() + both.cycles() - 1);
    assertTrue(both.notes().contains("rule: both count alike"), both.notes() + "");
    TimingDiagram alone =
        FailurePicture.of(new UnknownWaves(rtl), rtl, options, result, SideNames.MODEL_RTL);
    assertEquals("Stage.requests: both count alike", alone.title());
    assertTrue(alone.notes().contains("nothing is known of model here"), alone.notes() + "");
    for (TimingDiagram.Group group : alone.groups()) {
      assertEquals(group.side() == Side.MODEL, group.lanes().isEmpty());
    }
  }

  @Test
  void shouldDrawAgreementToo() throws Exception {
    TimingDiagram diagram = draw(log, log, CompareMode.TRANSACTION);
    assertEquals("model and RTL agree", diagram.title());
    assertEquals(0, wrongCells(diagram, Side.MODEL) + wrongCells(diagram, Side.RTL));
    parsed(SvgRenderer.render(diagram));
  }

  @Test
  void shouldRenderBitmapsAtTwiceTheSize() throws Exception {
    EventLog bad = FlowLogs.flipped(log, FlowLogs.STREAMS.get(3).path(), 2, 1, 500);
    String svg = SvgRenderer.render(draw(log, bad, CompareMode.TRANSACTION));
    Path png = dir.resolve("p.png");
    PngRenderer.write(svg, png);
    int width = Integer.parseInt(parsed(svg).getDocumentElement().getAttribute("width"));
    assertEquals(2 * width, ImageIO.read(png.toFile()).getWidth());
  }

  @Test
  void shouldEscapeWhatNamesMayHold() throws Exception {
    TimingDiagram.Lane lane =
        new TimingDiagram.Lane(
            "a<b>&\"\u0001",
            TimingDiagram.Shape.BUS,
            List.of(new TimingDiagram.Cell("<x>&", Look.LIVE)));
    TimingDiagram diagram =
        new TimingDiagram(
            "<t>",
            "&",
            SideNames.MODEL_RTL,
            0,
            1,
            List.of(new TimingDiagram.Group("\\g<0>", Side.RTL, List.of(lane))),
            List.of(),
            List.of("<n>"));
    parsed(SvgRenderer.render(diagram));
  }
}
