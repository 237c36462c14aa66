package bnn4j.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a percentage from the command line. */
public final class Percent implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      double percent = Double.parseDouble(text);
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new TypeConversionException("expected a number from 0 to 100, found '" + text + "'");
  }
}
