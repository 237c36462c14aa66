package bnn4j.yaml;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlNode.Sequence;
import bnn4j.yaml.YamlNode.Value;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML into nodes with line numbers, and refuses unsupported features. */
public final class YamlText {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\r\n]]");
  private static final int DEEPEST = 32;

  private final Parser events;
  private final SourcePlace origin;
  private final Problems problems;

  private YamlText(Parser events, SourcePlace origin, Problems problems) {
    this.events = events;
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * The one document in the text; an empty value if there is none. A byte order mark and line ends
   * of either kind do not matter. Lines are those of the text if the origin has lines.
   *
   * @throws Refusal if it is not YAML, naming the line
   */
  public static YamlNode parse(String text, SourcePlace origin, Problems problems) {
    String yaml = withoutTabs(text.startsWith("\ufeff") ? text.substring(1) : text);
    refuseControlCharacters(yaml, origin);
    try {
      Parser parser = new ParserImpl(new StreamReader(new StringReader(yaml)), new LoaderOptions());
      return new YamlText(parser, origin, problems).document();
    } catch (YAMLException e) {
      throw notYaml(origin, e);
    }
  }

  /**
   * YAML lets a tab part a key from its value, and the parser does not: outside of quotes tabs
   * become blanks, but for those that a line begins with, which are wrong.
   */
  private static String withoutTabs(String text) {
    return text.indexOf('\t') < 0
        ? text
        : text.lines().map(YamlText::lineWithoutTabs).collect(Collectors.joining("\n"));
  }

  private static String lineWithoutTabs(String line) {
    if (line.isBlank()) {
      return "";
    }
    StringBuilder parted = new StringBuilder(line);
    int start = line.length() - line.stripLeading().length();
    char quote = 0;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\t') {
        parted.setCharAt(i, ' ');
      } else if ((c == '"' || c == '\'') && opens(line, i, start)) {
        quote = c;
      }
    }
    return parted.toString();
  }

  /** Whether a quotation mark there begins a value; elsewhere it is a letter like others. */
  private static boolean opens(String line, int at, int start) {
    return at == start || " \t:,-[{".indexOf(line.charAt(at - 1)) >= 0;
  }

  /** The parser would not say in which line. */
  private static void refuseControlCharacters(String text, SourcePlace origin) {
    Matcher control = CONTROL.matcher(text);
    if (control.find()) {
      int line =
          1 + (int) text.substring(0, control.start()).chars().filter(c -> c == '\n').count();
      throw new Refusal(
          "%s: not YAML: control character 0x%02x"
              .formatted(at(origin, line), (int) control.group().charAt(0)));
    }
  }

  private YamlNode document() {
    events.getEvent(); // the stream starts
    Event start = events.getEvent();
    if (start instanceof StreamEndEvent) {
      return new Value(origin, null, false);
    }
    YamlNode node = node(events.getEvent(), 0);
    events.getEvent(); // the document ends
    Event after = events.getEvent();
    if (after instanceof DocumentStartEvent) {
      problems.add(at(after), "a second document starts here; expected one document");
    }
    return node;
  }

  private YamlNode node(Event event, int depth) {
    SourcePlace place = at(event);
    if (depth > DEEPEST) {
      throw new Refusal("%s: blocks are nested deeper than %d".formatted(place, DEEPEST));
    }
    if (event instanceof AliasEvent alias) {
      problems.add(
          place, "aliases (*%s) are not supported; write the value".formatted(alias.getAnchor()));
      return new Value(place, null, false);
    }
    if (event instanceof MappingStartEvent) {
      return block(place, depth);
    }
    if (event instanceof SequenceStartEvent) {
      List<YamlNode> items = new ArrayList<>();
      for (Event next = events.getEvent();
          !(next instanceof SequenceEndEvent);
          next = events.getEvent()) {
        items.add(node(next, depth + 1));
      }
      return new Sequence(place, items);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return new Value(place, plain && isNull(scalar.getValue()) ? null : scalar.getValue(), !plain);
  }

  private static boolean isNull(String plain) {
    return plain.isEmpty() || plain.equals("~") || plain.equalsIgnoreCase("null");
  }

  private Block block(SourcePlace place, int depth) {
    Block block = new Block(place);
    for (Event key = events.getEvent();
        !(key instanceof MappingEndEvent);
        key = events.getEvent()) {
      SourcePlace keyPlace = at(key);
      if (!(key instanceof ScalarEvent name)) {
        throw new Refusal("%s: not YAML: expected a key".formatted(keyPlace));
      }
      Entry entry = new Entry(name.getValue(), keyPlace, node(events.getEvent(), depth + 1));
      Entry earlier = block.entries().putIfAbsent(Words.kebab(name.getValue()), entry);
      if (earlier != null) {
        problems.add(keyPlace, duplicate(name.getValue(), earlier));
      }
    }
    return block;
  }

  private static String duplicate(String key, Entry earlier) {
    String where = earlier.place().line() == 0 ? "" : " on line " + earlier.place().line();
    String spelled = earlier.key().equals(key) ? "" : " as '" + earlier.key() + "'";
    return "duplicate key '%s'; it is already given%s%s".formatted(key, where, spelled);
  }

  private SourcePlace at(Event event) {
    return at(origin, event.getStartMark().getLine() + 1);
  }

  private static SourcePlace at(SourcePlace origin, int line) {
    return origin.line() == 0 ? origin : new SourcePlace(origin.origin(), line);
  }

  private static Refusal notYaml(SourcePlace origin, YAMLException e) {
    String text = e.getMessage();
    int line = origin.line();
    if (e instanceof MarkedYAMLException marked) {
      text = marked.getProblem();
      Mark mark = marked.getProblemMark();
      line = mark == null ? line : mark.getLine() + 1;
    }
    String first = text == null ? "" : text.lines().findFirst().orElse("");
    return new Refusal("%s: not YAML: %s".formatted(at(origin, line), first), e);
  }
}
