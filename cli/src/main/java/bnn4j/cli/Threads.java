package bnn4j.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of threads from the command line. */
final class Threads implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      int threads = Integer.parseInt(text);
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new TypeConversionException("expected a whole number from 1 on, found '" + text + "'");
  }
}
