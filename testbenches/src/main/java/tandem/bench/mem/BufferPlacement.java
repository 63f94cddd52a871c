package tandem.bench.mem;

/** Where received frames are put in host memory. */
enum BufferPlacement {
  /** Posted buffers of 2 KiB, the frame behind a 2-byte header offset. */
  BUFFERS_2K {
    @Override
    long next(long previousEnd, int number, int bytes) {
      return BASE + (number % RING_BUFFERS) * BUFFER_BYTES + HEADER_OFFSET_BYTES;
    }
  },
  /** One frame behind the other in 4 KiB pages, at the next 16-byte boundary plus the offset. */
  PAGE_PACKED {
    @Override
    long next(long previousEnd, int number, int bytes) {
      long from = Math.max(previousEnd, BASE);
      long start = (from + GRANULE_BYTES - 1) / GRANULE_BYTES * GRANULE_BYTES + HEADER_OFFSET_BYTES;
      long pageEnd = (start / PAGE_BYTES + 1) * PAGE_BYTES;
      return start + bytes <= pageEnd ? start : pageEnd + HEADER_OFFSET_BYTES;
    }
  };

  private static final long BASE = 0x4000_0000L;
  private static final int RING_BUFFERS = 512;
  private static final long BUFFER_BYTES = 2048;
  private static final long PAGE_BYTES = 4096;
  private static final long GRANULE_BYTES = 16;
  private static final long HEADER_OFFSET_BYTES = 2;

  /** Address of the next frame, which is at most a buffer less the offset long. */
  abstract long next(long previousEnd, int number, int bytes);
}
