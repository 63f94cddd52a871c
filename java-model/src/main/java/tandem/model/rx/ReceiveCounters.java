package tandem.model.rx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.record.EndReason;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.SegmentRun;

/**
 * The read-only counters of the receive path. Frames are counted when they are decided, units when
 * they are delivered.
 */
public final class ReceiveCounters {
  private static final int SEGMENT_BUCKETS = 17;
  private static final int DELAY_BUCKETS = 33;
  private static final int LENGTH_ERRORS =
      SegmentIssue.TRUNCATED.mask()
          | SegmentIssue.TRAILER.mask()
          | SegmentIssue.DATA_OFFSET.mask()
          | SegmentIssue.TCP_HEADER.mask();

  private long frames;
  private long frameBytes;
  private final long[] kinds = new long[SegmentKind.values().length];
  private final long[] issues = new long[SegmentIssue.values().length];
  private long lengthErrors;
  private long aggregates;
  private long aggregatedSegments;
  private long aggregatedBytes;
  private long passedFrames;
  private long passedBytes;
  private long droppedSegments;
  private long droppedBytes;
  private long absorbedAcks;
  private long evictions;
  private long entries;
  private long entriesMax;
  private long openEntries;
  private long openEntriesMax;
  private long isleSegmentsHeld;
  private long isleJoins;
  private long delayCycles;
  private long delayCyclesMax;
  private final long[] segmentsPerAggregate = new long[SEGMENT_BUCKETS];
  private final long[] endReasons = new long[EndReason.COUNT];
  private final long[] passReasons = new long[EndReason.COUNT];
  private final long[] delays = new long[DELAY_BUCKETS];

  void frame(ParsedSegment segment) {
    frames++;
    frameBytes += segment.frameBytes();
    kinds[segment.kind().ordinal()]++;
    int left = segment.issues();
    if ((left & LENGTH_ERRORS) != 0) {
      lengthErrors++;
    }
    for (; left != 0; left &= left - 1) {
      issues[Integer.numberOfTrailingZeros(left)]++;
    }
  }

  void unit(SegmentRun run) {
    switch (run.kind()) {
      case PASS -> {
        passedFrames++;
        passedBytes += run.frameBytes();
        passReasons[run.endReason()]++;
      }
      case DROP -> {
        droppedSegments += run.segments();
        droppedBytes += run.payloadBytes();
        endReasons[run.endReason()]++;
      }
      case AGGREGATE -> aggregate(run);
    }
  }

  private void aggregate(SegmentRun run) {
    aggregates++;
    aggregatedSegments += run.segments();
    aggregatedBytes += run.payloadBytes();
    endReasons[run.endReason()]++;
    segmentsPerAggregate[31 - Integer.numberOfLeadingZeros(run.segments())]++;
    long delay = run.closeCycle() - run.openCycle();
    delayCycles += delay;
    delayCyclesMax = Math.max(delayCyclesMax, delay);
    delays[Math.min(DELAY_BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(delay))]++;
  }

  void absorbed() {
    absorbedAcks++;
  }

  void evicted() {
    evictions++;
  }

  void joined() {
    isleJoins++;
  }

  void occupancy(int entriesNow, int openNow, int heldNow) {
    entries = entriesNow;
    entriesMax = Math.max(entriesMax, entriesNow);
    openEntries = openNow;
    openEntriesMax = Math.max(openEntriesMax, openNow);
    isleSegmentsHeld = heldNow;
  }

  /** Mean of the segments in an aggregate, 0 without any. */
  public double segmentsPerAggregate() {
    return aggregates == 0 ? 0 : (double) aggregatedSegments / aggregates;
  }

  /** Smallest bucket limit, in cycles, that at least this share of the aggregates stays within. */
  public long delayCyclesAt(double share) {
    long seen = 0;
    for (int bucket = 0; bucket < DELAY_BUCKETS; bucket++) {
      seen += delays[bucket];
      if (seen >= share * aggregates) {
        return bucket == DELAY_BUCKETS - 1 ? delayCyclesMax : (1L << bucket) - 1;
      }
    }
    return delayCyclesMax;
  }

  /** All counters by register name, in register order. */
  public Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("frames", frames);
    values.put("frameBytes", frameBytes);
    values.put("notIpFrames", kinds[SegmentKind.NOT_IP.ordinal()]);
    values.put("arpFrames", kinds[SegmentKind.ARP.ordinal()]);
    values.put("otherIpFrames", kinds[SegmentKind.OTHER_IP.ordinal()]);
    values.put("udpFrames", kinds[SegmentKind.UDP.ordinal()]);
    values.put("tcpFrames", kinds[SegmentKind.TCP.ordinal()]);
    values.put("malformedFrames", kinds[SegmentKind.MALFORMED.ordinal()]);
    values.put("ipChecksumErrors", issues[SegmentIssue.IP_CHECKSUM.ordinal()]);
    values.put("tcpChecksumErrors", issues[SegmentIssue.TCP_CHECKSUM.ordinal()]);
    values.put("lengthErrors", lengthErrors);
    values.put("paddedFrames", issues[SegmentIssue.PADDED.ordinal()]);
    values.put("fragments", issues[SegmentIssue.FRAGMENT.ordinal()]);
    values.put("aggregates", aggregates);
    values.put("aggregatedSegments", aggregatedSegments);
    values.put("aggregatedBytes", aggregatedBytes);
    values.put("passedFrames", passedFrames);
    values.put("passedBytes", passedBytes);
    values.put("droppedSegments", droppedSegments);
    values.put("droppedBytes", droppedBytes);
    values.put("absorbedAcks", absorbedAcks);
    values.put("evictions", evictions);
    values.put("entries", entries);
    values.put("entriesMax", entriesMax);
    values.put("openEntries", openEntries);
    values.put("openEntriesMax", openEntriesMax);
    values.put("isleSegmentsHeld", isleSegmentsHeld);
    values.put("isleJoins", isleJoins);
    values.put("delayCycles", delayCycles);
    values.put("delayCyclesMax", delayCyclesMax);
    putAll(values, "segmentsPerAggregate", segmentsPerAggregate);
    putAll(values, "endReason", endReasons);
    putAll(values, "passReason", passReasons);
    putAll(values, "delay", delays);
    return values;
  }

  private static void putAll(Map<String, Long> values, String name, long[] buckets) {
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      values.put(name + bucket, buckets[bucket]);
    }
  }
}
