package tandem.model.workload;

/** Says which connection the next request belongs to. */
@FunctionalInterface
public interface ConnectionChoice {
  int next();
}
