package tandem.cosim.stream;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a record apart into its values, those of a record inside it in its place, and back. */
final class RecordShape {
  /**
   * One component.
   *
   * @param inner its shape if it is a record itself, else null
   */
  private record Part(MethodHandle getter, RecordShape inner) {}

  /** A value that is no record. */
  record Leaf(String name, Class<?> type) {}

  private final Part[] parts;
  private final MethodHandle constructor;
  private final List<Leaf> leaves;

  private RecordShape(Part[] parts, MethodHandle constructor, List<Leaf> leaves) {
    this.parts = parts;
    this.constructor = constructor;
    this.leaves = leaves;
  }

  /**
   * The shape of a record class.
   *
   * @throws IllegalArgumentException if it, or a record inside it, is not public
   */
  static RecordShape of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Part[] parts = new Part[components.length];
    List<Leaf> leaves = new ArrayList<>();
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      for (int i = 0; i < parts.length; i++) {
        Class<?> c = components[i].getType();
        RecordShape inner = c.isRecord() ? of(c) : null;
        parts[i] =
            new Part(
                lookup
                    .unreflect(components[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Record.class)),
                inner);
        leaves.addAll(inner == null ? List.of(new Leaf(components[i].getName(), c)) : inner.leaves);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Record.class, Object[].class));
      return new RecordShape(parts, constructor, leaves);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("record must be public: record=" + type.getName(), e);
    }
  }

  /** The values in order. */
  List<Leaf> leaves() {
    return leaves;
  }

  /** The values of a record. */
  Object[] take(Record record) {
    Object[] values = new Object[leaves.size()];
    take(record, values, 0);
    return values;
  }

  /** The record of these values. */
  Record make(Object[] values) {
    return make(values, 0);
  }

  private int take(Record record, Object[] values, int from) {
    int at = from;
    for (Part part : parts) {
      Object value = get(part.getter, record);
      if (part.inner == null) {
        values[at++] = value;
      } else {
        at = part.inner.take((Record) value, values, at);
      }
    }
    return at;
  }

  private Record make(Object[] values, int from) {
    Object[] arguments = new Object[parts.length];
    int at = from;
    for (int i = 0; i < parts.length; i++) {
      RecordShape inner = parts[i].inner;
      arguments[i] = inner == null ? values[at] : inner.make(values, at);
      at += inner == null ? 1 : inner.leaves.size();
    }
    try {
      return (Record) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor declares no exception", e);
    }
  }

  private static Object get(MethodHandle getter, Record record) {
    try {
      return getter.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor declares no exception: " + record, e);
    }
  }
}
