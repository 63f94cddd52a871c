package tandem.waveforms.picture;

import java.util.List;

/**
 * What a picture shows, in cycles and lanes, without coordinates.
 *
 * @param subtitle one line below the title
 * @param sides what the two sides are called
 * @param firstCycle label of the first column
 * @param cycles number of columns
 * @param groups from top to bottom
 * @param notes lines below the picture
 */
public record TimingDiagram(
    String title,
    String subtitle,
    SideNames sides,
    long firstCycle,
    int cycles,
    List<Group> groups,
    List<Journey> journeys,
    List<String> notes) {

  /** What the sides are called in labels and notes. */
  public record SideNames(String expected, String actual) {
    /** The golden model and the RTL. */
    public static final SideNames MODEL_RTL = new SideNames("model", "RTL");

    /** The name of a side; empty for neither. */
    public String of(Side side) {
      return side == Side.MODEL ? expected : side == Side.RTL ? actual : "";
    }
  }

  /** Whose values a group shows; decides its colour. */
  public enum Side {
    /** Expected values. */
    MODEL,
    /** Actual values. */
    RTL,
    /** Neither: values that belong to no comparison. */
    PLAIN
  }

  /** How a lane is drawn. */
  public enum Shape {
    /** A line that is high or low. */
    LEVEL,
    /** Boxes with values in them. */
    BUS
  }

  /**
   * Lanes of one stream on one side.
   *
   * @param heading shown above the lanes; empty for none
   */
  public record Group(String heading, Side side, List<Lane> lanes) {}

  /**
   * One signal.
   *
   * @param cells one a column
   */
  public record Lane(String label, Shape shape, List<Cell> cells) {}

  /**
   * One value.
   *
   * @param text the value; for a level its digit
   * @param look how much attention it is to draw
   */
  public record Cell(String text, Look look) {}

  /** Attention that a cell draws. */
  public enum Look {
    /** The dump does not reach here: not visible. */
    ABSENT,
    /** No record here: hardly visible. */
    IDLE,
    /** A record waits for ready. */
    WAITING,
    /** A value that counts. */
    LIVE,
    /** The divergence. */
    WRONG
  }

  /** The way of one record: where it was, in order. */
  public record Journey(String tag, Side side, List<Stop> stops) {}

  /** A record passing a group in a column, counted from 0. */
  public record Stop(int group, int column) {}
}
