package bnn4j.datasets;

import bnn4j.foundation.Checksum;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of a dataset as named by its publisher.
 *
 * @param name the unpacked file's name, with its folder in an archive that holds several
 * @param aliases other names of the file
 * @param part what its images are used for
 * @param content what it holds
 * @param size the unpacked file's length in bytes
 * @param sha256 of the unpacked file, 64 lower-case hexadecimal digits; null if none is published
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

  /** What a file of a dataset holds. */
  public enum Content {
    IMAGES,
    LABELS,
    /** Images, each after its label. */
    RECORDS,
    /** A text table of the image files and their classes. */
    TABLE,
    /** Picture files: an archive that is read without unpacking, or the folder it unpacks to. */
    PICTURES
  }

  /**
   * A file as the mirrors hold it.
   *
   * @param name its name there; ending in {@code .gz} if it is packed, in {@code .tar.gz} or {@code
   *     .zip} if it is an archive that holds other files too
   * @param size its length in bytes
   * @param sha256 of the file as it is there; null if only another checksum or none is published
   * @param md5 of the file as it is there, where that is all that is published; else null
   * @param member the file's name in the archive, if it is another there
   */
  public record Download(String name, long size, String sha256, String md5, String member) {
    /** A file with a sha256, under its own name in an archive. */
    public Download(String name, long size, String sha256) {
      this(name, size, sha256, null, null);
    }

    /** The published checksum, if there is one. */
    public Optional<Checksum.Expected> checksum() {
      return Checksum.Expected.of(sha256, md5);
    }

    /** The folder into which file managers unpack an archive of that name. */
    String stem() {
      return name.replaceFirst("(\\.tar)?\\.(gz|zip)$", "");
    }
  }

  /** The aliases may be left out. */
  public DataFile {
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
  }

  /** Whether mirrors hold it in an archive that has to be unpacked. */
  public boolean isInArchive() {
    return content != Content.PICTURES
        && (download.name().endsWith(".tar.gz") || download.name().endsWith(".zip"));
  }

  /** The published checksum of the unpacked file; an archive's own if it is not unpacked. */
  public Optional<Checksum.Expected> checksum() {
    return content == Content.PICTURES ? download.checksum() : Checksum.Expected.of(sha256, null);
  }

  /** Its name in that archive. */
  public String member() {
    return download.member() == null ? name : download.member();
  }

  /** The possible names of the file in the data directory, in the order of the search. */
  public List<String> possibleNames() {
    return Stream.concat(Stream.of(name), aliases.stream())
        .flatMap(
            known ->
                content == Content.PICTURES ? Stream.of(known) : Stream.of(known, known + ".gz"))
        .toList();
  }
}
