package tandem.waveforms.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tandem.waveforms.io.ChangeCursor;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.io.WindowFilter;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.ScopeMember;
import tandem.waveforms.signal.ScopeNode;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveHeader;

/**
 * Two dumps as one: the scopes of the first below `model`, those of the second below `rtl`, scopes
 * in the order of the flow. Times are in the finer unit of the two.
 */
public final class CombinedDump implements WaveSource {
  private final WaveSource model;
  private final WaveSource rtl;
  private final List<String> flow;
  private final long modelShift;
  private final WaveHeader header;
  private final int[] modelIds;
  private final int[] rtlIds;
  private int nextId;

  /**
   * Makes the view; nothing is read before it is.
   *
   * @param flow names of scopes in the order wanted; others follow as they were declared
   * @param modelShift added to times of the model, in units of this dump; negative times are cut to
   *     0
   */
  public CombinedDump(WaveSource model, WaveSource rtl, List<String> flow, long modelShift) {
    this.model = model;
    this.rtl = rtl;
    this.flow = List.copyOf(flow);
    this.modelShift = modelShift;
    this.modelIds = new int[model.header().valueCount()];
    this.rtlIds = new int[rtl.header().valueCount()];
    int exponent =
        Math.min(model.header().timeScale().exponent(), rtl.header().timeScale().exponent());
    HeaderBuilder builder =
        new HeaderBuilder().timeScale(new TimeScale(exponent)).version("tandem model and rtl");
    copy(builder, "model", model.header(), modelIds);
    copy(builder, "rtl", rtl.header(), rtlIds);
    header = builder.build();
  }

  private void copy(HeaderBuilder builder, String name, WaveHeader from, int[] ids) {
    Arrays.fill(ids, -1);
    List<ScopeMember> top = from.root().members();
    boolean sameName =
        top.size() == 1 && top.get(0) instanceof ScopeNode only && only.name().equals(name);
    builder.push("module", name);
    copy(builder, sameName ? ((ScopeNode) top.get(0)).members() : top, ids);
    builder.pop();
  }

  private void copy(HeaderBuilder builder, List<ScopeMember> members, int[] ids) {
    List<ScopeMember> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingInt(this::rank));
    for (ScopeMember member : sorted) {
      if (member instanceof Signal s) {
        int id = ids[s.valueId()] >= 0 ? ids[s.valueId()] : nextId;
        ids[s.valueId()] = id;
        nextId = Math.max(nextId, id + 1);
        builder.alias(s.type(), s.name(), s.range(), s.widthBits(), id);
      } else if (member instanceof ScopeNode scope) {
        builder.push(scope.type(), scope.name());
        copy(builder, scope.members(), ids);
        builder.pop();
      }
    }
  }

  private int rank(ScopeMember member) {
    if (!(member instanceof ScopeNode scope)) {
      return -1;
    }
    int at = flow.indexOf(scope.name());
    return at < 0 ? flow.size() : at;
  }

  @Override
  public String name() {
    return model.name() + " + " + rtl.name();
  }

  @Override
  public WaveHeader header() {
    return header;
  }

  @Override
  public void read(WaveQuery query, WaveVisitor visitor) throws IOException {
    WaveVisitor to = WindowFilter.of(query, visitor);
    to.begin(header);
    long end = 0;
    try (Part a = new Part(model, modelIds, modelShift);
        Part b = new Part(rtl, rtlIds, 0)) {
      while (a.more || b.more) {
        Part next = a.more && (!b.more || a.time <= b.time) ? a : b;
        end = next.time;
        to.time(end);
        next.pass(to, query);
      }
      end = Math.max(end, Math.max(a.end(), b.end()));
    }
    to.end(end);
  }

  private final class Part implements AutoCloseable {
    final ChangeCursor cursor;
    final WaveHeader own;
    final int[] ids;
    final long unit;
    final long shift;
    long time;
    boolean more;

    Part(WaveSource source, int[] ids, long shift) throws IOException {
      this.own = source.header();
      this.ids = ids;
      this.unit = own.timeScale().factorTo(header.timeScale());
      this.shift = shift;
      this.cursor = ChangeCursor.open(source, WaveQuery.all());
      step();
    }

    private void step() throws IOException {
      more = cursor.next();
      time = more ? common(cursor.time()) : time;
    }

    private long common(long ownTime) {
      return Math.max(0, Math.addExact(Math.multiplyExact(ownTime, unit), shift));
    }

    long end() {
      return common(cursor.lastTime());
    }

    /** Passes on all changes of the present moment. */
    void pass(WaveVisitor to, WaveQuery query) throws IOException {
      long now = time;
      while (more && time == now) {
        int id = ids[cursor.valueId()];
        if (query.wants(id)) {
          SignalKind kind = own.signalOf(cursor.valueId()).kind();
          switch (kind) {
            case REAL ->
                to.real(id, ByteBuffer.wrap(cursor.data(), cursor.offset(), 8).getDouble());
            case TEXT -> to.text(id, cursor.data(), cursor.offset(), cursor.length());
            case BITS, EVENT -> to.bits(id, cursor.data(), cursor.offset(), cursor.length());
          }
        }
        step();
      }
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
