package tandem.model.record;

import java.util.Objects;

/**
 * Completion of a unit with the header the host gets (TT-30 to TT-34). The buffer list is told by
 * the {@link SegmentPlace} records of the same run.
 *
 * @param run number of the unit
 * @param kind what becomes of it
 * @param guest owner
 * @param path kernel ring or user space library
 * @param queue queue of the library
 * @param entry connection handle
 * @param tracked whether {@code entry} names a connection
 * @param totalBytes header and payload, or the passing frame
 * @param headerBytes bytes of the new header, 0 for a passing frame
 * @param segments data segments
 * @param pureAcks window updates taken in
 * @param dupAcks duplicate ACKs taken in
 * @param timestampDelta latest less first timestamp
 * @param endReason code of the event
 * @param outOfOrder whether it is an isle that was never joined
 * @param checksumStatus of all members
 * @param checksumValid whether the checksum fields of the frame hold the right values
 * @param openCycle arrival of the first member
 * @param closeCycle when the collection ended
 * @param sequence first sequence number
 * @param payloadBytes bytes of TCP payload
 * @param transmit state of the other direction
 * @param header bytes of the new header
 */
public record HostRun(
    long run,
    RunKind kind,
    int guest,
    RunPath path,
    int queue,
    int entry,
    boolean tracked,
    int totalBytes,
    int headerBytes,
    int segments,
    int pureAcks,
    int dupAcks,
    int timestampDelta,
    int endReason,
    boolean outOfOrder,
    ChecksumStatus checksumStatus,
    boolean checksumValid,
    long openCycle,
    long closeCycle,
    int sequence,
    int payloadBytes,
    TransmitState transmit,
    ByteString header) {
  public HostRun {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(checksumStatus, "checksumStatus");
    Objects.requireNonNull(transmit, "transmit");
    Objects.requireNonNull(header, "header");
  }
}
