package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * A parsed segment and its place in the flow table.
 *
 * @param segment the segment
 * @param hit whether an entry had its key
 * @param allocated whether an entry was taken for it
 * @param replaced whether the entry taken held another flow
 * @param entry row * flowWays + way; 0 if neither hit nor allocated
 */
public record FlowSegment(
    ParsedSegment segment, boolean hit, boolean allocated, boolean replaced, int entry) {
  public FlowSegment {
    Objects.requireNonNull(segment, "segment");
    Require.range("entry", entry, 0, Integer.MAX_VALUE);
  }

  /** Whether the segment belongs to an entry. */
  public boolean tracked() {
    return hit || allocated;
  }
}
