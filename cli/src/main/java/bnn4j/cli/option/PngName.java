package bnn4j.cli.option;

import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.Locale;

/** Names of PNG files to write, which must end in {@code .png}. */
public final class PngName {
  private PngName() {}

  /**
   * Says, before work begins, whether a picture can be written under that name.
   *
   * @throws Refusal if it does not end in {@code .png}
   */
  public static void check(Path out) {
    if (out != null && !out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new Refusal("%s: --out writes PNG; the name must end in .png".formatted(out));
    }
  }
}
