package bnn4j.cluster.storage;

import bnn4j.datasets.tree.FileMark;
import bnn4j.datasets.tree.FileTree;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files below a folder on a Hadoop file system at the time of opening. */
public final class HadoopTree implements FileTree {
  private final HadoopFiles files;
  private final Path root;
  private final TreeMap<String, FileStatus> found = new TreeMap<>();

  /** The {@link FileMark} of each file by its name. */
  private final TreeMap<String, String> marks = new TreeMap<>();

  /**
   * Lists a folder.
   *
   * @param root as the file system itself calls it
   */
  public HadoopTree(HadoopFiles files, Path root) {
    this.files = files;
    this.root = root;
    for (FileStatus file : files.list(root)) {
      String name = root.toUri().relativize(file.getPath().toUri()).getPath();
      found.put(name, file);
      FileTime modified = FileTime.fromMillis(file.getModificationTime());
      marks.put(name, FileMark.of(file.getLen(), modified, Instant.now()));
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(found.keySet());
  }

  @Override
  public String place(String name) {
    FileStatus file = found.get(name);
    return file == null ? root + "/" + name : file.getPath().toString();
  }

  @Override
  public byte[] read(String name) {
    return files.read(new Path(place(name)), MOST_BYTES);
  }

  @Override
  public String fingerprint() {
    return FileMark.ofAll(marks);
  }

  @Override
  public void close() {
    // Hadoop keeps file systems open for everybody.
  }
}
