package bnn4j.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of several words from the command line, in any case.
 *
 * @param type its constants are the words
 */
public record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> word(choice).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("expected %s, found '%s'".formatted(words(), text)));
  }

  /** How a choice is written. */
  public static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** {@code a, b or c}. */
  private String words() {
    return Arrays.stream(type.getEnumConstants())
        .map(Choice::word)
        .collect(Collectors.joining(", "))
        .replaceFirst(", ([^,]+)$", " or $1");
  }
}
