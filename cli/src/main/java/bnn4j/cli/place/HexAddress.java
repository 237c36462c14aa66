package bnn4j.cli.place;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a physical address from the command line: hexadecimal, with or without {@code 0x}. */
final class HexAddress implements ITypeConverter<Long> {
  private static final int HEXADECIMAL = 16;
  private static final long ALIGNMENT = 4;

  @Override
  public Long convert(String text) {
    String digits = text.replaceFirst("^0[xX]", "");
    try {
      long address = Long.parseLong(digits, HEXADECIMAL);
      if (address >= 0 && address % ALIGNMENT == 0) {
        return address;
      }
    } catch (NumberFormatException e) {
      // Refused below, like an address that is not aligned.
    }
    throw new TypeConversionException(
        "expected an address in hexadecimal such as 43C00000, found '" + text + "'");
  }
}
