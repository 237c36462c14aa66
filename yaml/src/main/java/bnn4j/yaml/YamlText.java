package bnn4j.yaml;

import bnn4j.foundation.Refusal;
import bnn4j.yaml.Node.Block;
import bnn4j.yaml.Node.Entry;
import bnn4j.yaml.Node.Sequence;
import bnn4j.yaml.Node.Value;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
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

/** Reads YAML into nodes that know their lines, and refuses what no file here has a use for. */
public final class YamlText {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\r\n]]");
  private static final int DEEPEST = 32;

  private final Iterator<Event> events;
  private final Place origin;
  private final Problems problems;

  private YamlText(Iterator<Event> events, Place origin, Problems problems) {
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
  public static Node parse(String text, Place origin, Problems problems) {
    String yaml = text.startsWith("\ufeff") ? text.substring(1) : text;
    refuseControlCharacters(yaml, origin);
    try {
      Yaml parser = new Yaml(new SafeConstructor(new LoaderOptions()));
      return new YamlText(parser.parse(new StringReader(yaml)).iterator(), origin, problems)
          .document();
    } catch (YAMLException e) {
      throw notYaml(origin, e);
    }
  }

  /** The parser would not say in which line. */
  private static void refuseControlCharacters(String text, Place origin) {
    Matcher control = CONTROL.matcher(text);
    if (control.find()) {
      int line =
          1 + (int) text.substring(0, control.start()).chars().filter(c -> c == '\n').count();
      throw new Refusal(
          "%s: not YAML: control character 0x%02x"
              .formatted(at(origin, line), (int) control.group().charAt(0)));
    }
  }

  private Node document() {
    events.next(); // the stream starts
    Event start = events.next();
    if (start instanceof StreamEndEvent) {
      return new Value(origin, null);
    }
    Node node = node(events.next(), 0);
    events.next(); // the document ends
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      problems.add(at(after), "a second document begins; expected one");
    }
    return node;
  }

  private Node node(Event event, int depth) {
    Place place = at(event);
    if (depth > DEEPEST) {
      throw new Refusal("%s: blocks are nested deeper than %d".formatted(place, DEEPEST));
    }
    if (event instanceof AliasEvent alias) {
      problems.add(
          place, "aliases (*%s) are not read; write the value".formatted(alias.getAnchor()));
      return new Value(place, null);
    }
    if (event instanceof MappingStartEvent) {
      return block(place, depth);
    }
    if (event instanceof SequenceStartEvent) {
      List<Node> items = new ArrayList<>();
      for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
        items.add(node(next, depth + 1));
      }
      return new Sequence(place, items);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return new Value(place, plain && isNull(scalar.getValue()) ? null : scalar.getValue());
  }

  private static boolean isNull(String plain) {
    return plain.isEmpty() || plain.equals("~") || plain.equalsIgnoreCase("null");
  }

  private Block block(Place place, int depth) {
    Block block = new Block(place);
    for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
      Place keyPlace = at(key);
      if (!(key instanceof ScalarEvent name)) {
        throw new Refusal("%s: not YAML: expected a key".formatted(keyPlace));
      }
      Entry entry = new Entry(name.getValue(), keyPlace, node(events.next(), depth + 1));
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

  private Place at(Event event) {
    return at(origin, event.getStartMark().getLine() + 1);
  }

  private static Place at(Place origin, int line) {
    return origin.line() == 0 ? origin : new Place(origin.origin(), line);
  }

  private static Refusal notYaml(Place origin, YAMLException e) {
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
