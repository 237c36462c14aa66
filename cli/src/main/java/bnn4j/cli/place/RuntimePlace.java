package bnn4j.cli.place;

import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the place where the runtime on the board runs an overlay. */
final class RuntimePlace implements ITypeConverter<String> {
  static final String BOARD = "board";

  private static final Set<String> PLACES = Set.of(BOARD, "simulation", "engine");

  @Override
  public String convert(String text) {
    if (PLACES.contains(text)) {
      return text;
    }
    throw new TypeConversionException("expected board, simulation or engine, found '" + text + "'");
  }
}
