package tandem.waveforms.vcd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tandem.waveforms.signal.DeclaredName;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/** Reads the declaration part of a VCD, up to and with `$enddefinitions $end`. */
final class VcdDeclarations {
  /** Widest vector taken; a larger size is a damaged number rather than a signal. */
  static final int MAX_WIDTH_BITS = 1 << 22;

  /** Longest word taken in the declarations. */
  static final int MAX_WORD_BYTES = 1 << 16;

  private static final Set<String> SCOPE_TYPES =
      Set.of("module", "task", "function", "begin", "fork", "generate", "interface", "program");

  final IdTable ids = new IdTable();
  private final ByteFeed feed;
  private final HeaderBuilder builder = new HeaderBuilder();

  /** By value id, the signal declared with it first. */
  private final List<Signal> firstOf = new ArrayList<>();

  private int wordStart;

  VcdDeclarations(ByteFeed feed) {
    this.feed = feed;
  }

  WaveHeader read() throws IOException {
    byteOrderMark();
    for (String word = word(); word != null; word = word()) {
      if (!word.startsWith("$")) {
        throw fault("a declaration begins with '$', found '" + shown(word) + "'");
      }
      if (word.equals("$enddefinitions")) {
        body(word);
        if (builder.depth() > 0) {
          builder.remark("scopes that $enddefinitions finds open: " + builder.depth());
        }
        return builder.build();
      }
      declaration(word);
    }
    feed.checkEnd(-1);
    throw fault(
        feed.offsetOf(feed.limit) == 0
            ? "the file is empty"
            : "the file ends before $enddefinitions");
  }

  /** Editors on Windows begin a text with one. */
  private void byteOrderMark() throws IOException {
    feed.refill(0, 3);
    int mark = feed.limit < 2 ? 0 : (feed.buf[0] & 0xff) << 8 | feed.buf[1] & 0xff;
    if (mark == 0xfeff || mark == 0xfffe) {
      throw fault("a byte order mark of UTF-16; a VCD has a byte a character");
    }
    if (mark == 0xefbb && feed.buf[2] == (byte) 0xbf) {
      feed.pos = 3;
      builder.remark("a byte order mark in front");
    }
  }

  private void declaration(String keyword) throws IOException {
    switch (keyword) {
      case "$date" -> builder.date(String.join(" ", body(keyword)));
      case "$version" -> builder.version(String.join(" ", body(keyword)));
      case "$comment" -> builder.comment(String.join(" ", body(keyword)));
      case "$timescale" -> timescale(body(keyword));
      case "$scope" -> scope(body(keyword));
      case "$upscope" -> upscope(body(keyword));
      case "$var" -> variable(body(keyword));
      // Extensions of other tools ($attrbegin, $timezero, ...) carry nothing that is needed here.
      default -> body(keyword);
    }
  }

  private void timescale(List<String> body) throws IOException {
    try {
      builder.timeScale(TimeScale.parse(String.join("", body)));
    } catch (IllegalArgumentException e) {
      throw fault("$timescale: " + e.getMessage());
    }
  }

  private void scope(List<String> body) throws IOException {
    if (body.size() == 1 && SCOPE_TYPES.contains(body.get(0))) {
      builder.push(body.get(0), "");
      return;
    }
    if (body.size() < 2) {
      throw fault("$scope needs a type and a name");
    }
    builder.push(body.get(0), String.join(" ", body.subList(1, body.size())));
  }

  private void upscope(List<String> body) throws IOException {
    if (!body.isEmpty()) {
      throw fault("$upscope takes no words");
    }
    if (builder.depth() == 0) {
      builder.remark("an $upscope where no scope is open");
    } else {
      builder.pop();
    }
  }

  private void variable(List<String> body) throws IOException {
    if (body.size() < 4) {
      throw fault("$var needs type, size, identifier code and name");
    }
    String type = body.get(0);
    SignalKind kind = SignalKind.ofType(type);
    int width =
        kind == SignalKind.REAL ? 64 : kind == SignalKind.TEXT ? 0 : size(body.get(1), kind);
    kind = SignalKind.of(type, width);
    String id = body.get(2);
    if (id.length() > 1024 || !id.chars().allMatch(c -> c > 32 && c < 127)) {
      throw fault("an identifier code is 1 to 1024 printable characters: '" + shown(id) + "'");
    }
    DeclaredName name = DeclaredName.parse(reference(body.subList(3, body.size())), width);
    if (width == 0 && !type.equals("string")) {
      builder.remark("a vector of no bits, which has no value: " + name.name());
    }
    int value = ids.find(id);
    Signal first = value < 0 ? null : firstOf.get(value);
    if (first == null) {
      Signal declared = builder.add(type, name.name(), name.range(), width);
      firstOf.add(declared);
      ids.put(id, declared.valueId());
    } else if (first.widthBits() != width || first.kind() != kind) {
      throw fault(
          String.format(
              Locale.ROOT,
              "identifier code '%s' is declared as %s of %d bits and as %s of %d bits",
              id,
              first.type(),
              first.widthBits(),
              type,
              width));
    } else {
      builder.alias(type, name.name(), name.range(), width, first.valueId());
    }
  }

  /** A vector may have no bits, as a null range of VHDL. */
  private int size(String text, SignalKind kind) throws IOException {
    if (text.matches("[0-9]{1,8}")) {
      int width = Integer.parseInt(text);
      if (width <= MAX_WIDTH_BITS) {
        return kind == SignalKind.EVENT ? Math.max(1, width) : width;
      }
    }
    throw fault("a $var size is a number from 0 to " + MAX_WIDTH_BITS + ": '" + shown(text) + "'");
  }

  /** Joins the words of a reference; index brackets belong to the name, a range follows a blank. */
  private static String reference(List<String> words) {
    StringBuilder out = new StringBuilder(words.get(0));
    for (int i = 1; i < words.size(); i++) {
      boolean inner = words.get(i).startsWith("[") && i < words.size() - 1;
      out.append(inner ? "" : " ").append(words.get(i));
    }
    return out.toString();
  }

  private List<String> body(String keyword) throws IOException {
    long opened = feed.offsetOf(wordStart);
    List<String> words = new ArrayList<>();
    for (String word = word(); word != null; word = word()) {
      if (word.equals("$end")) {
        return words;
      }
      if (words.size() < 1 << 16) {
        words.add(word);
      }
    }
    feed.checkEnd(-1);
    throw new WaveFormatException(
        feed.name, opened, keyword + " has no $end before the file ends", -1);
  }

  /** The next word, or null at the end of the file. */
  private String word() throws IOException {
    int p = feed.pos;
    while (true) {
      if (p >= feed.limit) {
        p = feed.refill(p, ByteFeed.BUFFER_BYTES / 2);
        if (p >= feed.limit) {
          feed.pos = p;
          wordStart = p;
          return null;
        }
      }
      if ((feed.buf[p] & 0xff) > ' ') {
        break;
      }
      p++;
    }
    if (feed.limit - p < MAX_WORD_BYTES && !feed.eof) {
      p = feed.refill(p, ByteFeed.BUFFER_BYTES / 2);
    }
    int start = p;
    while (p < feed.limit && (feed.buf[p] & 0xff) > ' ') {
      p++;
    }
    wordStart = start;
    if (p - start > MAX_WORD_BYTES) {
      throw fault("a word of more than " + MAX_WORD_BYTES + " bytes");
    }
    feed.pos = p;
    return new String(feed.buf, start, p - start, StandardCharsets.ISO_8859_1);
  }

  private WaveFormatException fault(String rule) {
    return feed.fault(wordStart, rule, -1);
  }

  static String shown(String word) {
    String text = word.length() > 40 ? word.substring(0, 40) + "..." : word;
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
