package bnn4j.datasets.tree;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;

/** The files below a folder at the time of opening; links are followed. */
final class FolderTree implements FileTree {
  private static final int DEEPEST = 16;

  private final Path root;

  /** The {@link FileMark} of each file by its name. */
  private final TreeMap<String, String> files = new TreeMap<>();

  FolderTree(Path root) {
    this.root = root;
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Collector());
    } catch (FileSystemLoopException e) {
      throw new Refusal(
          "%s: is a link to a folder around it, so its files have no end; remove it"
              .formatted(e.getFile()),
          e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be listed: %s".formatted(root, FailureText.reason(e)), e);
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public String place(String name) {
    return root.resolve(name).toString();
  }

  @Override
  public byte[] read(String name) {
    if (!files.containsKey(name)) {
      throw new Refusal(place(name) + ": no such file");
    }
    InputFile.check(root.resolve(name));
    try (InputStream in = Files.newInputStream(root.resolve(name))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Refusal(
            "%s: expected at most %d bytes, found more".formatted(place(name), MOST_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(place(name), FailureText.reason(e)), e);
    }
  }

  @Override
  public String fingerprint() {
    return FileMark.ofAll(files);
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      // A link that is met here leads to nothing; whoever reads it will say so.
      boolean file = attributes.isRegularFile() || attributes.isSymbolicLink();
      if (file && !isHidden(path)) {
        files.put(
            root.relativize(path).toString().replace('\\', '/'),
            FileMark.of(attributes.size(), attributes.lastModifiedTime(), Instant.now()));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return FileTree.isHidden(path.getFileName().toString());
    }
  }
}
