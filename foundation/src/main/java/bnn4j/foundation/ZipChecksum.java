package bnn4j.foundation;

import java.util.zip.ZipEntry;

/**
 * Compares an unpacked entry with its checksum in the zip. The JDK does not check entries of a
 * {@code ZipFile}.
 */
public final class ZipChecksum {
  private ZipChecksum() {}

  /**
   * Compares.
   *
   * @param entry read to its end
   * @param found CRC-32 of all that was read
   * @throws Refusal if they differ, without naming file or entry
   */
  public static void check(ZipEntry entry, long found) {
    if (found != entry.getCrc()) {
      throw new Refusal(
          "damaged, expected checksum %08x, found %08x; get the file again"
              .formatted(entry.getCrc(), found));
    }
  }
}
