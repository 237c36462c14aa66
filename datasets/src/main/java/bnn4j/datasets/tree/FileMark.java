package bnn4j.datasets.tree;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Tells a file from what it was before, by its size and time, without reading it. */
final class FileMark {
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
  static String of(long size, FileTime modified, Instant now) {
    Duration age = Duration.between(modified.toInstant(), now).abs();
    String mark = size + " " + modified.toInstant();
    return age.compareTo(COARSEST) < 0 ? mark + " " + UUID.randomUUID() : mark;
  }
}
