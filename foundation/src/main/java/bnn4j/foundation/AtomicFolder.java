package bnn4j.foundation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes a folder completely or not at all: beside its place, then moved into it. At any time the
 * former or the new folder is whole on the disk. A symbolic link is kept and its target is written.
 */
public final class AtomicFolder {
  /** What writes the files. */
  public interface Content {
    /** Writes everything into an empty folder. */
    void writeTo(Path folder) throws IOException;
  }

  private final Path named;
  private final Path folder;
  private final Path incoming;
  private final Path former;

  /**
   * A folder that is there or is to be.
   *
   * @throws Refusal if it cannot have a folder beside it, or its links lead in a circle
   */
  public AtomicFolder(Path folder) {
    this.named = folder;
    try {
      this.folder = AtomicFile.target(folder).toAbsolutePath().normalize();
    } catch (IOException e) {
      throw new Refusal(FailureText.of(e), e);
    }
    this.incoming = beside(this.folder, "incoming-" + ProcessHandle.current().pid());
    this.former = former(this.folder);
  }

  /** Where the former folder lies for the moment between two renames. */
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
   * Writes it in place of a former one, whose other files stay.
   *
   * @param replaced the files that the new folder stands for, by their names relative to it
   * @throws Refusal if it cannot be written; what was there is still there
   */
  public void write(Predicate<Path> replaced, Content content) {
    try {
      finishInterrupted();
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new Refusal(named + ": is a file; expected a folder");
      }
      TreeDeletion.delete(incoming);
      Files.createDirectories(incoming);
      content.writeTo(incoming);
      keepOthers(replaced);
      swap();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written: %s".formatted(named, FailureText.reason(e)), e);
    } finally {
      discard();
    }
  }

  /** A crash between the two renames left only the former folder, one after them left both. */
  private void finishInterrupted() throws IOException {
    if (Files.exists(former)) {
      if (Files.exists(folder)) {
        TreeDeletion.delete(former);
      } else {
        Files.move(former, folder);
      }
    }
  }

  /** What the new folder does not stand for goes over into it. */
  private void keepOthers(Predicate<Path> replaced) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path name = folder.relativize(path);
        Path kept = incoming.resolve(name.toString());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            || Files.exists(kept, LinkOption.NOFOLLOW_LINKS)
            || replaced.test(name)) {
          continue;
        }
        Files.createDirectories(kept.getParent());
        Files.copy(path, kept, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      }
    }
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

  private static Path beside(Path folder, String suffix) {
    if (folder.getFileName() == null) {
      throw new Refusal(folder + ": is the root; name a folder inside it");
    }
    return folder.resolveSibling(".%s.%s".formatted(folder.getFileName(), suffix));
  }

  /** Clears up after a failure, whose own message matters more than one about clearing up. */
  private void discard() {
    try {
      TreeDeletion.delete(incoming);
    } catch (IOException e) {
      // The next writer of this name and process number deletes it.
    }
  }
}
