package bnn4j.datasets.tree;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.ZipChecksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a zip archive, read without unpacking. */
final class ZipTree implements FileTree {
  private final Path path;
  private final ZipFile zip;
  private final List<String> names;

  ZipTree(Path path) {
    this.path = path;
    if (!Files.isRegularFile(path)) {
      throw new Refusal(path + ": no such folder or archive");
    }
    try {
      this.zip = new ZipFile(path.toFile());
    } catch (IOException | RuntimeException e) {
      // The JDK meets some damage with exceptions meant for programmers.
      throw new Refusal("%s: not a zip archive, or damaged: %s".formatted(path, e.getMessage()), e);
    }
    try {
      this.names =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .peek(this::checkInside)
              .filter(name -> Arrays.stream(name.split("/", -1)).noneMatch(FileTree::isHidden))
              .sorted()
              .toList();
      checkOnce();
    } catch (RuntimeException e) {
      close();
      throw e instanceof Refusal
          ? e
          : new Refusal("%s: is a damaged zip archive: %s".formatted(path, e), e);
    }
  }

  /** Refuses two files of the same name: it would be undefined which one is read. */
  private void checkOnce() {
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i).equals(names.get(i - 1))) {
        throw new Refusal(
            "%s: holds two files named %s, expected each once; pack the archive anew"
                .formatted(path, printable(names.get(i))));
      }
    }
  }

  private void checkInside(String name) {
    boolean leadsOut =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || Arrays.asList(name.split("/", -1)).contains("..");
    if (leadsOut) {
      throw new Refusal(
          "%s: contains a file named %s, which is outside the archive; do not use this archive"
              .formatted(path, printable(name)));
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public String place(String name) {
    return path + "!" + printable(name);
  }

  @Override
  public byte[] read(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new Refusal(place(name) + ": no such file in the archive");
    }
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Refusal(
            "%s: expected at most %d unpacked bytes, found more"
                .formatted(place(name), MOST_BYTES));
      }
      checkSum(entry, in.getChecksum().getValue());
      return bytes;
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(
          "%s: cannot be unpacked: %s".formatted(place(name), printable("" + e.getMessage())), e);
    }
  }

  private void checkSum(ZipEntry entry, long found) {
    try {
      ZipChecksum.check(entry, found);
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(place(entry.getName()), e.getMessage()), e);
    }
  }

  @Override
  public String fingerprint() {
    try {
      return FileMark.of(Files.size(path), Files.getLastModifiedTime(path), Instant.now());
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(path, FailureText.reason(e)), e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be closed: %s".formatted(path, FailureText.reason(e)), e);
    }
  }

  /** A name without control characters, for messages of one line. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
