package bnn4j.evaluation.card;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Cards as YAML text and as {@code card.yaml} in a parameter folder. */
public final class CardFile {
  /** Its name beside the parameter files; hosts and loaders ignore it. */
  public static final String NAME = "card.yaml";

  private static final int MOST_BYTES = 1 << 20;

  /** Writes cards; {@link CardReader} reads them, as configs and overlays are read. */
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          // isIdentity() of the input transform is no component of it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private CardFile() {}

  /** The card as YAML. */
  public static String toYaml(Card card) {
    return text(card);
  }

  /** The block {@code start} of a card as YAML of its own. */
  public static String toYaml(Start start) {
    return text(start);
  }

  private static String text(Record record) {
    try {
      return YAML.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a card.
   *
   * @param yaml its text
   * @param where it comes from, for the message
   * @throws Refusal if it is none
   */
  public static Card fromYaml(String yaml, String where) {
    return CardReader.card(where, yaml);
  }

  /**
   * Reads what {@link #toYaml(Start)} wrote.
   *
   * @param yaml its text
   * @param where it comes from, for the message
   * @throws Refusal if it is none
   */
  public static Start startFromYaml(String yaml, String where) {
    return CardReader.start(where, yaml);
  }

  /** A resolved config in YAML, to be part of a card. */
  public static CardConfig config(String yaml) {
    return CardReader.config("config", yaml);
  }

  /**
   * The card of a parameter folder, if it has one; BNN-PYNQ's own have none.
   *
   * @throws Refusal if there is one that cannot be read
   */
  public static Optional<Card> find(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(fromYaml(TextFile.read(file, MOST_BYTES), file.toString()));
  }
}
