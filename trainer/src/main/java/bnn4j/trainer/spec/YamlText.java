package bnn4j.trainer.spec;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.spec.Node.Block;
import bnn4j.trainer.spec.Node.Entry;
import bnn4j.trainer.spec.Node.Sequence;
import bnn4j.trainer.spec.Node.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads YAML into nodes that know their lines, and refuses what a config has no use for. */
final class YamlText {
  private static final YAMLFactory YAML = new YAMLFactory();

  /** The complaint in the parser's message, after the lines that say what it was doing. */
  private static final Pattern COMPLAINT =
      Pattern.compile("^(?!while )(\\S.*)\\R in 'reader', line (\\d+)", Pattern.MULTILINE);

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\r\n]]");

  private final YAMLParser parser;
  private final Place origin;
  private final Problems problems;

  private YamlText(YAMLParser parser, Place origin, Problems problems) {
    this.parser = parser;
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * The one document in the text; an empty value if there is none. Lines are those of the text if
   * the origin has lines.
   *
   * @throws Refusal if it is not YAML, naming the line
   */
  static Node parse(String text, Place origin, Problems problems) {
    refuseControlCharacters(text, origin);
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlText reader = new YamlText(parser, origin, problems);
      if (parser.nextToken() == null) {
        return new Value(origin, null);
      }
      Node node = reader.node();
      if (parser.nextToken() != null) {
        problems.add(reader.here(), "a second document begins; expected one");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw notYaml(origin, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private Node node() throws IOException {
    Place place = here();
    if (parser.isCurrentAlias()) {
      problems.add(
          place, "aliases (*%s) are not read; write the value".formatted(parser.getText()));
      return new Value(place, null);
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return block(place);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      parser.skipChildren();
      return new Sequence(place);
    }
    boolean empty = parser.currentToken() == JsonToken.VALUE_NULL;
    return new Value(place, empty ? null : parser.getText());
  }

  private Block block(Place place) throws IOException {
    Block block = new Block(place);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Place keyPlace = here();
      parser.nextToken();
      Entry entry = new Entry(key, keyPlace, node());
      Entry earlier = block.entries().putIfAbsent(Words.kebab(key), entry);
      if (earlier != null) {
        problems.add(keyPlace, duplicate(key, earlier));
      }
    }
    return block;
  }

  private static String duplicate(String key, Entry earlier) {
    String where = earlier.place().line() == 0 ? "" : " on line " + earlier.place().line();
    String spelled = earlier.key().equals(key) ? "" : " as '" + earlier.key() + "'";
    return "duplicate key '%s'; it is already given%s%s".formatted(key, where, spelled);
  }

  private Place here() {
    return at(origin, parser.currentTokenLocation().getLineNr());
  }

  private static Place at(Place origin, int line) {
    return origin.line() == 0 ? origin : new Place(origin.origin(), line);
  }

  private static Refusal notYaml(Place origin, JsonProcessingException e) {
    String text = e.getOriginalMessage().replaceFirst("(?s), got this instead.*|\\R.*", "");
    int line = e.getLocation() == null ? origin.line() : e.getLocation().getLineNr();
    Matcher complaint = COMPLAINT.matcher(e.getOriginalMessage());
    while (complaint.find()) {
      text = complaint.group(1);
      line = Integer.parseInt(complaint.group(2));
    }
    return new Refusal("%s: not YAML: %s".formatted(at(origin, line), text), e);
  }
}
