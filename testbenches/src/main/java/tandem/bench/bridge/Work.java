package tandem.bench.bridge;

/** One way to do {@link SplitterWork}. */
interface Work {
  /** Runs until so many more requests are completed, all of it checked. */
  void run(long requests);

  /** Clock cycles run so far. */
  long cycles();

  /** Depends on every burst and its cycle: equal in all ways of doing the work. */
  long checksum();
}
