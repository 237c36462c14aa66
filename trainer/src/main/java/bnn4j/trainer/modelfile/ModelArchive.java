package bnn4j.trainer.modelfile;

import bnn4j.foundation.FileKind;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.ZipChecksum;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip of a model file: known entries only, each once, none longer than it may be, each with the
 * checksum that the zip promises.
 */
public final class ModelArchive implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NAME_SHOWN = 60;

  private final Path file;
  private final ZipFile zip;
  private final Map<ModelEntry, ZipEntry> entries;

  private ModelArchive(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    this.entries = entries();
  }

  /**
   * Opens a file and looks at its list of entries.
   *
   * @throws Refusal if it is no zip, or one of other things than a model
   * @throws IOException if it cannot be opened
   */
  public static ModelArchive open(Path file) throws IOException {
    InputFile.check(file, "a model.zip");
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new Refusal(
          FileKind.of(file)
              .filter(kind -> !kind.equals("a zip archive"))
              .map(kind -> "%s: is %s; expected a DL4J model (model.zip)".formatted(file, kind))
              .orElseGet(
                  () ->
                      "%s: not a zip file, or damaged (%s); expected a DL4J model"
                          .formatted(file, e.getMessage())),
          e);
    }
    try {
      return new ModelArchive(file, zip);
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private Map<ModelEntry, ZipEntry> entries() {
    Map<ModelEntry, ZipEntry> known = new EnumMap<>(ModelEntry.class);
    String unknown = null;
    String twice = null;
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      Optional<ModelEntry> meant =
          Arrays.stream(ModelEntry.values())
              .filter(e -> e.fileName().equals(entry.getName()))
              .findFirst();
      if (meant.isEmpty()) {
        unknown = unknown == null ? entry.getName() : unknown;
      } else if (known.put(meant.get(), entry) != null) {
        twice = entry.getName();
      }
    }
    if (!known.keySet().containsAll(List.of(ModelEntry.CONFIGURATION, ModelEntry.COEFFICIENTS))) {
      throw new Refusal(
          "%s: the zip file lacks configuration.json and coefficients.bin; expected a DL4J model"
              .formatted(file));
    }
    if (unknown != null) {
      throw new Refusal(
          ("%s: has an entry '%s', which bnn4j never writes into a model; get the original"
                  + " file, or delete the entry if you added it")
              .formatted(file, shown(unknown)));
    }
    if (twice != null) {
      throw new Refusal(
          "%s: has the entry %s twice, expected it once; get the file again"
              .formatted(file, twice));
    }
    return known;
  }

  /** A name that a stranger chose, fit for a terminal. */
  private static String shown(String name) {
    String plain = name.replaceAll("\\p{C}", "?");
    return plain.length() <= LONGEST_NAME_SHOWN
        ? plain
        : plain.substring(0, LONGEST_NAME_SHOWN) + "...";
  }

  /** The file and an entry, as messages begin with them. */
  public String where(ModelEntry entry) {
    return file + ", " + entry.fileName();
  }

  /** A refusal of what an entry says, with file and entry before it. */
  Refusal named(ModelEntry entry, Refusal e) {
    return new Refusal(where(entry) + ": " + e.getMessage(), e);
  }

  /**
   * The text of an entry.
   *
   * @throws Refusal if there is none, or it is damaged or too long
   */
  public String text(ModelEntry entry) {
    return findText(entry)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s: has no entry %s; the model was not trained by bnn4j"
                        .formatted(file, entry.fileName())));
  }

  /**
   * The text of an entry that a model file need not have.
   *
   * @throws Refusal if it is damaged or too long
   */
  public Optional<String> findText(ModelEntry entry) {
    return entries.containsKey(entry) ? Optional.of(decoded(entry)) : Optional.empty();
  }

  private String decoded(ModelEntry entry) {
    byte[] bytes =
        read(
            entry,
            (in, size) -> {
              byte[] all = in.readNBytes((int) size);
              if (all.length < size) {
                throw new EOFException();
              }
              return all;
            });
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(where(entry) + ": expected text in UTF-8, found other bytes", e);
    }
  }

  /**
   * The numbers of an entry.
   *
   * @param count how many the layers have
   * @throws Refusal if there are not so many, or one is not finite; nothing is allocated before the
   *     entry has the length that belongs to the count
   */
  public float[] numbers(ModelEntry entry, long count) {
    if (!entries.containsKey(entry)) {
      throw new Refusal(
          "%s: has no entry %s; take another checkpoint".formatted(file, entry.fileName()));
    }
    return read(entry, (in, size) -> StoredNumbers.read(in, size, count));
  }

  /** Reads of the bytes of an entry. */
  private interface EntryReader<T> {
    /**
     * Reads.
     *
     * @param in must be read to the end
     * @param size bytes that the zip promises
     */
    T read(InputStream in, long size) throws IOException;
  }

  /** Puts file and entry before whatever goes wrong. */
  private <T> T read(ModelEntry entry, EntryReader<T> reader) {
    ZipEntry stored = entries.get(entry);
    long size = stored.getSize();
    try {
      if (size < 0 || size > entry.mostBytes()) {
        throw new Refusal(
            "%d bytes, expected at most %d; the model was not trained by bnn4j"
                .formatted(size, entry.mostBytes()));
      }
      try (CheckedInputStream in =
          new CheckedInputStream(
              new BufferedInputStream(zip.getInputStream(stored), BUFFER), new CRC32())) {
        T found = reader.read(in, size);
        if (in.read() >= 0) {
          throw new Refusal(
              "damaged, expected %d bytes, found more; get the file again".formatted(size));
        }
        ZipChecksum.check(stored, in.getChecksum().getValue());
        return found;
      }
    } catch (EOFException e) {
      throw new Refusal(
          "%s: damaged, expected %d bytes, found fewer; get the file again"
              .formatted(where(entry), size),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "%s: damaged (%s); get the file again".formatted(where(entry), e.getMessage()), e);
    } catch (Refusal e) {
      throw named(entry, e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
