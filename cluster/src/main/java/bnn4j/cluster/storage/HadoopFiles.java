package bnn4j.cluster.storage;

import bnn4j.foundation.Refusal;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files on any file system of Hadoop, for driver and executors. It is sent with tasks and contains
 * the driver's settings.
 */
public final class HadoopFiles implements Serializable {
  private static final long serialVersionUID = 1;

  private transient Configuration configuration;

  /** With the settings of the driver. */
  public HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The file system of a path, and what it is set to. */
  public FileSystem of(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration);
    // Hadoop's own way with local files keeps checksums beside them, and knows no colons in names.
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  /** The settings. */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * What a URI names: a file, a folder, or several of them by a pattern such as {@code part-*}.
   *
   * @return at least one, sorted by path
   * @throws Refusal if there is nothing, or no such file system
   */
  public List<FileStatus> find(String uri) {
    try {
      Path path = new Path(uri);
      FileStatus[] found = of(path).globStatus(path);
      if (found == null || found.length == 0) {
        throw new Refusal(uri + ": there is no such file or folder");
      }
      return Arrays.stream(found).sorted(Comparator.comparing(FileStatus::getPath)).toList();
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(uri, e);
    }
  }

  /** What lies at a path, if anything does. */
  public Optional<FileStatus> status(Path path) {
    try {
      return Optional.of(of(path).getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /** What lies in a folder itself, sorted by path, hidden ones left out. */
  public List<FileStatus> inside(Path folder) {
    try {
      return Arrays.stream(of(folder).listStatus(folder))
          .filter(file -> !file.getPath().getName().startsWith("."))
          .sorted(Comparator.comparing(FileStatus::getPath))
          .toList();
    } catch (IOException e) {
      throw unreadable(folder.toString(), e);
    }
  }

  /**
   * The files in a folder and in the folders below, sorted by path. Hidden ones, whose names or
   * folders begin with a dot, are left out.
   *
   * @throws Refusal if it cannot be listed
   */
  public List<FileStatus> list(Path folder) {
    try {
      List<FileStatus> files = new ArrayList<>();
      RemoteIterator<LocatedFileStatus> all = of(folder).listFiles(folder, true);
      int depth = folder.depth();
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        if (!isHidden(file.getPath(), depth)) {
          files.add(file);
        }
      }
      files.sort(Comparator.comparing(FileStatus::getPath));
      return files;
    } catch (IOException e) {
      throw unreadable(folder.toString(), e);
    }
  }

  private static boolean isHidden(Path path, int depth) {
    for (Path part = path; part != null && part.depth() > depth; part = part.getParent()) {
      if (part.getName().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** The first bytes of a file, fewer where it ends before. */
  public byte[] head(Path path, int bytes) {
    try (FSDataInputStream in = of(path).open(path)) {
      byte[] head = new byte[bytes];
      int read = 0;
      for (int n = 0; n >= 0 && read < bytes; n = in.read(head, read, bytes - read)) {
        read += n;
      }
      return Arrays.copyOf(head, read);
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /**
   * A whole file.
   *
   * @param most bytes that it may have
   * @throws Refusal if it cannot be read or is larger
   */
  public byte[] read(Path path, int most) {
    try (FSDataInputStream in = of(path).open(path)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new Refusal("%s: expected at most %d bytes, found more".formatted(path, most));
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /** What to say when something cannot be read. */
  public static Refusal unreadable(String uri, Exception failure) {
    String why = failure.getMessage();
    if (failure instanceof FileNotFoundException) {
      return new Refusal(uri + ": there is no such file or folder", failure);
    }
    if (failure instanceof EOFException) {
      return new Refusal(uri + ": ends before its expected size", failure);
    }
    String reason =
        why == null ? failure.getClass().getSimpleName() : why.lines().findFirst().get();
    return new Refusal("%s: cannot be read: %s".formatted(uri, reason), failure);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    configuration.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    configuration = new Configuration(false);
    configuration.readFields(in);
  }
}
