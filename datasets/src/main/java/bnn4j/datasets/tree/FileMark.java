package bnn4j.datasets.tree;

import bnn4j.foundation.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;

/** Detects a changed file by its size and time, without reading it. */
public final class FileMark {
  /** The coarsest time that a file system keeps: that of FAT. */
  private static final Duration COARSEST = Duration.ofSeconds(2);

  private FileMark() {}

  /**
   * A text that changes when the file is changed. A file changed just now gets another text every
   * time: if it is changed once more in the same moment, its time stays what it is.
   *
   * @param size in bytes
   * @param now when size and time were asked for
   */
  public static String of(long size, FileTime modified, Instant now) {
    Duration age = Duration.between(modified.toInstant(), now).abs();
    String mark = size + " " + modified.toInstant();
    return age.compareTo(COARSEST) < 0 ? mark + " " + UUID.randomUUID() : mark;
  }

  /**
   * A text that changes when a file of a tree is added, removed or changed.
   *
   * @param marks of each file by its name
   */
  public static String ofAll(SortedMap<String, String> marks) {
    Checksum checksum = new Checksum();
    marks.forEach(
        (name, mark) -> checksum.add((name + "\0" + mark + "\n").getBytes(StandardCharsets.UTF_8)));
    return checksum.hex();
  }
}
