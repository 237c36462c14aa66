package bnn4j.datasets;

import java.util.List;
import java.util.stream.Stream;

/**
 * One file of a data set, as its publisher names it.
 *
 * @param name the unpacked file's name, with its folder in an archive that holds several
 * @param aliases other names it goes by
 * @param part what its images are used for
 * @param content what it holds
 * @param size the unpacked file's length in bytes
 * @param sha256 of the unpacked file, 64 lower-case hexadecimal digits
 * @param download what the mirrors hold
 */
public record DataFile(
    String name,
    List<String> aliases,
    Part part,
    Content content,
    long size,
    String sha256,
    Download download) {

  /** What a file of a data set holds. */
  public enum Content {
    IMAGES,
    LABELS,
    /** Images, each after its label. */
    RECORDS
  }

  /**
   * A file as the mirrors hold it.
   *
   * @param name its name there; ending in {@code .gz} if it is packed, in {@code .tar.gz} if it is
   *     an archive that holds other files too
   * @param size its length in bytes
   * @param sha256 of the file as it is there
   */
  public record Download(String name, long size, String sha256) {
    /** Whether it is an archive of files. */
    public boolean isArchive() {
      return name.endsWith(".tar.gz");
    }
  }

  /** The aliases may be left out. */
  public DataFile {
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
  }

  /** The names under which the file may lie in the data directory, the likeliest first. */
  public List<String> possibleNames() {
    return Stream.concat(Stream.of(name), aliases.stream())
        .flatMap(known -> Stream.of(known, known + ".gz"))
        .toList();
  }
}
