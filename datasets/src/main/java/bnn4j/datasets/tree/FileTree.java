package bnn4j.datasets.tree;

import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files below one root, read only. Several threads may read at once. */
public interface FileTree extends AutoCloseable {
  /**
   * Maximum size of a file. No image or table of a dataset is larger; an archive entry that unpacks
   * to more is hostile.
   */
  int MOST_BYTES = 64 << 20;

  /** Names of files and folders that operating systems create, in lower case. */
  Set<String> LITTER =
      Set.of(
          "__macosx",
          "@eadir",
          "#recycle",
          "$recycle.bin",
          "system volume information",
          "lost+found",
          "thumbs.db",
          "desktop.ini");

  /**
   * The files of a folder, or of a {@code .zip} without unpacking it.
   *
   * @throws Refusal if it can be neither, or has a name that leads out of it
   */
  static FileTree open(Path root) {
    return Files.isDirectory(root) ? new FolderTree(root) : new ZipTree(root);
  }

  /** All files, sorted, folders separated by {@code /}; hidden ones are left out. */
  List<String> names();

  /** The location of the file, for messages. */
  String place(String name);

  /**
   * A file's bytes.
   *
   * @throws Refusal if there is no such file, it cannot be read, or has over {@link #MOST_BYTES}
   *     bytes
   */
  byte[] read(String name);

  /**
   * A text that changes when a file is added, removed or changed, and with every opening as long as
   * a file was changed within the last two seconds.
   */
  String fingerprint();

  @Override
  void close();

  /**
   * Whether a file or folder of this name is skipped: a hidden one, or one that macOS, Synology or
   * Windows creates beside the images.
   */
  static boolean isHidden(String name) {
    return name.startsWith(".") || LITTER.contains(name.toLowerCase(Locale.ROOT));
  }
}
