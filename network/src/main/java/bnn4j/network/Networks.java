package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The networks of the field by name: BNN-PYNQ's LFC and CNV (formats.md 2), and the smaller TFC and
 * SFC that Brevitas trains beside them.
 */
public final class Networks {
  private static final Pattern NAME = Pattern.compile("(?i)(LFC|CNV|TFC|SFC)[-_]?(W\\dA\\d)?");

  private Networks() {}

  /** Three hidden layers of 1024 on binary 28x28 pictures, a bit for each of 64 outputs. */
  public static Network lfc(Precision precision) {
    return Network.fullyConnected(new InputFormat(1, 28, 1), precision, 64, 1024, 1024, 1024);
  }

  /** Six convolutions and three dense layers on 32x32 colour pictures, 64 scores. */
  public static Network cnv(Precision precision) {
    return Network.of(new InputFormat(3, 32, 8), precision)
        .convolution(3, 64)
        .convolution(3, 64)
        .pool(2)
        .convolution(3, 128)
        .convolution(3, 128)
        .pool(2)
        .convolution(3, 256)
        .convolution(3, 256)
        .dense(512)
        .dense(512)
        .dense(64)
        .scores();
  }

  /** Brevitas' small one: three hidden layers of 256. */
  public static Network sfc(Precision precision) {
    return Network.fullyConnected(new InputFormat(1, 28, 1), precision, 10, 256, 256, 256);
  }

  /** Brevitas' tiny one: three hidden layers of 64. */
  public static Network tfc(Precision precision) {
    return Network.fullyConnected(new InputFormat(1, 28, 1), precision, 10, 64, 64, 64);
  }

  /**
   * The network of a name such as {@code lfcW1A1}, {@code CNV} (which is W1A1) or {@code tfc-W1A2}.
   *
   * @throws Refusal listing the names, if there is none
   */
  public static Network named(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new Refusal(
          ("network '%s' is unknown; known names: LFC, CNV, TFC and SFC, with a precision such"
                  + " as W1A2")
              .formatted(name));
    }
    String bits = matcher.group(2);
    Precision precision = Precision.of(bits == null ? "W1A1" : bits.toUpperCase(Locale.ROOT));
    return switch (matcher.group(1).toUpperCase(Locale.ROOT)) {
      case "LFC" -> lfc(precision);
      case "CNV" -> cnv(precision);
      case "SFC" -> sfc(precision);
      default -> tfc(precision);
    };
  }
}
