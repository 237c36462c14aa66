package bnn4j.foundation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes a folder completely or not at all: the new folder is written beside the old one, then
 * renamed. At any time one of them is complete on the disk. A symbolic link is kept; the folder it
 * leads to is written. A folder that cannot be renamed, such as the current directory or a mount
 * point, is kept; the new files are moved into it when all of them are complete.
 */
public final class AtomicFolder {
  /** Writes the files. */
  public interface Content {
    /** Writes all files into an empty folder. */
    void writeTo(Path folder) throws IOException;
  }

  private final Path named;
  private final Path folder;
  private final boolean stays;
  private final Path incoming;
  private final Path former;

  /**
   * A folder that exists or is to be made.
   *
   * @throws Refusal if it is the root, or its symbolic links form a circle
   */
  public AtomicFolder(Path folder) {
    this.named = folder;
    try {
      this.folder = AtomicFile.target(folder).toAbsolutePath().normalize();
    } catch (IOException e) {
      throw new Refusal(FailureText.of(e), e);
    }
    this.stays = Files.isDirectory(this.folder) && staysInPlace(this.folder);
    String name = "incoming-" + ProcessHandle.current().pid();
    this.incoming = stays ? this.folder.resolve("." + name) : beside(this.folder, name);
    this.former = former(this.folder);
  }

  /** The current directory must stay, and a mount point cannot be renamed. */
  private static boolean staysInPlace(Path folder) {
    Path parent = folder.getParent();
    try {
      return parent == null
          || Path.of("").toRealPath().startsWith(folder.toRealPath())
          || !Files.isWritable(parent)
          || !Files.getFileStore(parent).equals(Files.getFileStore(folder));
    } catch (IOException e) {
      return false;
    }
  }

  /** The name of the old folder between the two renames. */
  public static Path former(Path folder) {
    return beside(folder.toAbsolutePath().normalize(), "former");
  }

  /**
   * Checks that a folder may be replaced.
   *
   * @param what the files are called that a command writes there
   * @param own whether a file is one of them, by its name relative to the folder
   * @throws Refusal if it holds another file
   */
  public static void checkHoldsOnly(Path folder, String what, Predicate<Path> own) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder.toRealPath())) {
      Path root = folder.toRealPath();
      tree.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(root::relativize)
          .filter(name -> !own.test(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new Refusal(
                    "%s: contains other files than %s, such as %s; specify a new or an empty folder"
                        .formatted(folder, what, name));
              });
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    } catch (UncheckedIOException e) {
      throw new Refusal(FailureText.of(e), e);
    }
  }

  /**
   * Writes the folder; files of an old one that are not replaced stay.
   *
   * @param replaced whether a file or folder of the old folder is replaced, by its name relative to
   *     the folder
   * @throws Refusal if it cannot be written; the old folder is then unchanged
   */
  public void write(Predicate<Path> replaced, Content content) {
    try {
      if (!stays) {
        finishInterrupted();
      }
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new Refusal(named + ": is a file; expected a folder");
      }
      TreeDeletion.delete(incoming);
      Leftovers.add(incoming);
      Files.createDirectories(incoming);
      content.writeTo(incoming);
      if (stays) {
        merge(replaced);
      } else {
        keepOthers(replaced);
        swap();
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written: %s".formatted(named, FailureText.reason(e)), e);
    } catch (Refusal e) {
      // The user knows the folder by the name on the command line.
      throw new Refusal(e.getMessage().replace(incoming.toString(), named.toString()), e);
    } finally {
      discard();
    }
  }

  /** A crash between the two renames left only the old folder, a crash after them left both. */
  private void finishInterrupted() throws IOException {
    if (Files.exists(former)) {
      if (Files.exists(folder)) {
        TreeDeletion.delete(former);
      } else {
        Files.move(former, folder);
      }
    }
  }

  /** Files that the new folder does not replace are linked or copied into it. */
  private void keepOthers(Predicate<Path> replaced) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path name = folder.relativize(path);
        Path kept = incoming.resolve(name.toString());
        if (path.equals(folder)
            || Files.exists(kept, LinkOption.NOFOLLOW_LINKS)
            || replaced.test(name)) {
          continue;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(kept);
        } else {
          Files.createDirectories(kept.getParent());
          keep(path, kept);
        }
      }
    }
  }

  /** A hard link takes neither time nor space, but not every file system has them. */
  private static void keep(Path file, Path kept) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createLink(kept, file);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Copied below.
      }
    }
    Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  private void swap() throws IOException {
    if (!Files.exists(folder)) {
      Files.move(incoming, folder);
      return;
    }
    Files.move(folder, former);
    try {
      Files.move(incoming, folder);
    } catch (IOException e) {
      Files.move(former, folder);
      throw e;
    }
    TreeDeletion.delete(former);
  }

  /** Deletes the replaced files, then moves the new ones in, each in one step. */
  private void merge(Predicate<Path> replaced) throws IOException {
    for (Path file : files(folder)) {
      Path name = folder.relativize(file);
      if (!file.startsWith(incoming) && replaced.test(name) && !isIncoming(name)) {
        Files.delete(file);
        deleteIfEmpty(file.getParent(), replaced);
      }
    }
    for (Path file : files(incoming)) {
      Path target = folder.resolve(incoming.relativize(file).toString());
      Files.createDirectories(target.getParent());
      AtomicFile.move(file, target);
    }
  }

  private void deleteIfEmpty(Path inner, Predicate<Path> replaced) throws IOException {
    if (!inner.equals(folder) && replaced.test(folder.relativize(inner))) {
      try {
        Files.delete(inner);
      } catch (DirectoryNotEmptyException e) {
        // It holds files that stay.
      }
    }
  }

  private boolean isIncoming(Path name) {
    return Files.exists(incoming.resolve(name.toString()), LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  private static Path beside(Path folder, String suffix) {
    if (folder.getFileName() == null) {
      throw new Refusal(folder + ": is the root; name a folder inside it");
    }
    return folder.resolveSibling(".%s.%s".formatted(folder.getFileName(), suffix));
  }

  /** Deletes what a failure left; its message matters more than one about deleting. */
  private void discard() {
    Leftovers.done(incoming);
    try {
      TreeDeletion.delete(incoming);
    } catch (IOException e) {
      // The next writer of this name and process number deletes it.
    }
  }
}
