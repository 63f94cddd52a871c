package tandem.waveforms.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.waveforms.picture.TimingDiagram.Cell;
import tandem.waveforms.picture.TimingDiagram.Group;
import tandem.waveforms.picture.TimingDiagram.Journey;
import tandem.waveforms.picture.TimingDiagram.Lane;
import tandem.waveforms.picture.TimingDiagram.Look;
import tandem.waveforms.picture.TimingDiagram.Shape;
import tandem.waveforms.picture.TimingDiagram.Side;
import tandem.waveforms.picture.TimingDiagram.Stop;

/** Draws a timing diagram as SVG that stands alone: in a browser, an HTML page or a converter. */
public final class SvgRenderer {
  static final double LANE = 22;
  private static final double MARGIN = 16;
  private static final double HEADING = 20;
  private static final double GROUP_GAP = 4;
  private static final double STREAM_GAP = 12;
  private static final double CHAR = 6.7;
  private static final double AXIS_TOP = 74;

  private final TimingDiagram diagram;
  private final SvgText svg = new SvgText();
  private final double labels;
  private final double column;
  private final List<Double> tops = new ArrayList<>();
  private double bottom;

  private SvgRenderer(TimingDiagram diagram) {
    this.diagram = diagram;
    int longest = 5;
    int widest = 3;
    for (Group group : diagram.groups()) {
      for (Lane lane : group.lanes()) {
        longest = Math.max(longest, lane.label().length());
        for (Cell cell : lane.cells()) {
          widest = lane.shape() == Shape.BUS ? Math.max(widest, cell.text().length()) : widest;
        }
      }
    }
    labels = MARGIN + 52 + Math.min(longest, 22) * CHAR + 10;
    column = Math.max(34, Math.min(96, widest * CHAR + 14));
  }

  /** The SVG text. */
  public static String render(TimingDiagram diagram) {
    return new SvgRenderer(diagram).draw();
  }

  private String draw() {
    layout();
    double width = Math.ceil(Math.max(labels + diagram.cycles() * column + MARGIN, titleWidth()));
    double height =
        Math.ceil(bottom) + 18.0 * diagram.notes().size() + (diagram.notes().isEmpty() ? 8 : 24);
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
            + " height=\"%.0f\">",
        width, height, width, height);
    svg.add("<style>%s</style>", SvgStyle.CSS);
    svg.box(0, 0, width, height, "paper");
    svg.text(MARGIN, 28, "title", diagram.title());
    svg.text(MARGIN, 47, "subtitle", diagram.subtitle());
    axis();
    for (int g = 0; g < diagram.groups().size(); g++) {
      ground(diagram.groups().get(g), tops.get(g));
    }
    // Below the values, so that they stay readable; the stops come on top.
    diagram.journeys().forEach(this::way);
    for (int g = 0; g < diagram.groups().size(); g++) {
      lanes(diagram.groups().get(g), tops.get(g));
    }
    diagram.journeys().forEach(this::stops);
    double y = bottom + 22;
    for (String note : diagram.notes()) {
      svg.text(MARGIN, y, noteStyle(note), note);
      y += 18;
    }
    return svg.add("</svg>").toString();
  }

  private static String noteStyle(String note) {
    boolean value = note.contains(": expected (") || note.contains(": actual (");
    return value ? "note strong" : note.startsWith("purple") ? "note waytext" : "note";
  }

  private double titleWidth() {
    int notes = diagram.notes().stream().mapToInt(String::length).max().orElse(0);
    return 2 * MARGIN
        + Math.max(
            diagram.title().length() * 9.6, Math.max(notes, diagram.subtitle().length()) * 7.3);
  }

  private void layout() {
    double y = AXIS_TOP + 6;
    for (Group group : diagram.groups()) {
      boolean headed = !group.heading().isEmpty();
      y += headed ? STREAM_GAP + HEADING : group.lanes().isEmpty() ? 0 : GROUP_GAP;
      tops.add(y);
      y += group.lanes().size() * LANE;
    }
    bottom = y + 8;
  }

  private double x(double cycle) {
    return labels + cycle * column;
  }

  private void axis() {
    for (int c = 0; c < diagram.cycles(); c++) {
      if (c % 2 == 1) {
        svg.box(x(c), AXIS_TOP - 14, column, bottom - AXIS_TOP + 14, "stripe");
      }
      svg.text(x(c + 0.5), AXIS_TOP - 2, "cycle", Long.toString(diagram.firstCycle() + c));
    }
    svg.text(labels - 10, AXIS_TOP - 2, "label", "cycle");
  }

  private void ground(Group group, double top) {
    double height = group.lanes().size() * LANE;
    String side = group.side().name().toLowerCase(Locale.ROOT);
    if (!group.heading().isEmpty()) {
      svg.text(MARGIN, top - 6, "heading", group.heading());
    }
    if (group.side() != Side.PLAIN && !group.lanes().isEmpty()) {
      double width = x(diagram.cycles()) - MARGIN;
      svg.box(MARGIN, top, width, height, "ground " + side);
      svg.box(MARGIN, top, 4, height, "bar " + side);
      svg.text(MARGIN + 11, top + 15, "side " + side, diagram.sides().of(group.side()));
    }
  }

  private void lanes(Group group, double top) {
    String side = group.side().name().toLowerCase(Locale.ROOT);
    for (int l = 0; l < group.lanes().size(); l++) {
      Lane lane = group.lanes().get(l);
      double y = top + l * LANE;
      svg.text(labels - 10, y + 15, "label", cut(lane.label(), 22));
      if (group.side() == Side.PLAIN) {
        clock(y);
      } else if (lane.shape() == Shape.LEVEL) {
        level(lane, y, side);
      } else {
        bus(lane, y, side);
      }
    }
    wrongColumn(group, top, group.lanes().size() * LANE);
  }

  /** The edge that samples a column is its right border. */
  private void clock(double y) {
    StringBuilder path = new StringBuilder(SvgText.form("M%.1f %.1f", x(0), y + 5));
    for (int c = 0; c < diagram.cycles(); c++) {
      path.append(
          SvgText.form("H%.1fV%.1fH%.1fV%.1f", x(c + 0.5), y + LANE - 5, x(c + 1.0), y + 5));
    }
    svg.path(path.toString(), "wire plain");
  }

  private void level(Lane lane, double y, String side) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (int c = 0; c < lane.cells().size(); c++) {
      Cell cell = lane.cells().get(c);
      String digit = cell.text();
      if (cell.look() == Look.ABSENT) {
        before = "";
        continue;
      }
      if (cell.look() == Look.WRONG) {
        svg.box(x(c), y + 1, column, LANE - 2, "unknown");
      }
      if (digit.equals("1")) {
        svg.box(x(c), y + 4, column, LANE - 8, "high " + side);
      } else if (!digit.equals("0")) {
        svg.box(x(c), y + 4, column, LANE - 8, "unknown");
        svg.text(x(c + 0.5), y + 15, "value", digit);
      }
      double level = digit.equals("1") ? y + 4 : digit.equals("0") ? y + LANE - 4 : y + LANE / 2;
      path.append(
          before.isEmpty()
              ? SvgText.form("M%.1f %.1fH%.1f", x(c), level, x(c + 1.0))
              : SvgText.form("V%.1fH%.1f", level, x(c + 1.0)));
      before = digit;
    }
    svg.path(path.toString(), "wire " + side);
  }

  private void bus(Lane lane, double y, String side) {
    List<Cell> cells = lane.cells();
    int from = 0;
    while (from < cells.size()) {
      int to = from + 1;
      // A record that waits is one long box; two records that pass are two boxes even if equal.
      while (to < cells.size()
          && cells.get(to).look() == cells.get(from).look()
          && cells.get(from).look() != Look.LIVE
          && cells.get(to).text().equals(cells.get(from).text())) {
        to++;
      }
      segment(cells.get(from), from, to, y, side);
      from = to;
    }
  }

  private void segment(Cell cell, int from, int to, double y, String side) {
    double middle = y + LANE / 2;
    if (cell.look() == Look.ABSENT) {
      return;
    }
    if (cell.look() == Look.IDLE) {
      svg.path(SvgText.form("M%.1f %.1fH%.1f", x(from), middle, x(to)), "idle");
      return;
    }
    double left = x(from) + 1;
    double right = x(to) - 1;
    String look =
        switch (cell.look()) {
          case WRONG -> "wrong";
          case WAITING -> "waiting " + side;
          default -> "live " + side;
        };
    String shape =
        SvgText.form(
            "M%.1f %.1fL%.1f %.1fH%.1fL%.1f %.1fL%.1f %.1fH%.1fZ",
            left,
            middle,
            left + 4,
            y + 3,
            right - 4,
            right,
            middle,
            right - 4,
            y + LANE - 3,
            left + 4);
    svg.add("<g><title>%s</title>", SvgText.escape(cell.text()));
    svg.path(shape, look);
    String style = cell.look() == Look.WRONG ? "value wrongtext" : "value";
    int room = (int) ((right - left - 8) / CHAR);
    svg.text((left + right) / 2, y + 15, style, tail(cell.text(), room));
    svg.add("</g>");
  }

  private void wrongColumn(Group group, double top, double height) {
    for (int c = 0; c < diagram.cycles(); c++) {
      int at = c;
      if (group.lanes().stream().anyMatch(l -> l.cells().get(at).look() == Look.WRONG)) {
        svg.box(x(c) - 1, top - 1, column + 2, height + 2, "mark");
      }
    }
  }

  private void way(Journey journey) {
    String side = journey.side().name().toLowerCase(Locale.ROOT);
    Stop last = null;
    for (Stop stop : journey.stops()) {
      double x = x(stop.column() + 0.5);
      double y = tops.get(stop.group()) + LANE / 2;
      if (last != null) {
        double fromX = x(last.column() + 0.5);
        double fromY = tops.get(last.group()) + LANE / 2;
        double bend = (y - fromY) / 2;
        svg.path(
            SvgText.form(
                "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f",
                fromX, fromY, fromX, fromY + bend, x, y - bend, x, y),
            "way " + side);
      }
      last = stop;
    }
  }

  private void stops(Journey journey) {
    String side = journey.side().name().toLowerCase(Locale.ROOT);
    for (Stop stop : journey.stops()) {
      double y = tops.get(stop.group()) + LANE / 2;
      svg.add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" class=\"stop %s\"/>",
          x(stop.column() + 0.5), y, side);
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** The low digits say more than the high ones. */
  private static String tail(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return length < 2 ? "" : "…" + text.substring(text.length() - length + 1);
  }
}
