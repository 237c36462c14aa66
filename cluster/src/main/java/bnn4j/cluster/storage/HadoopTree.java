package bnn4j.cluster.storage;

import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files below a folder on a Hadoop file system, as they are when it is opened. */
public final class HadoopTree implements FileTree {
  private final HadoopFiles files;
  private final Path root;
  private final TreeMap<String, FileStatus> found = new TreeMap<>();

  /**
   * Lists a folder.
   *
   * @param root as the file system itself calls it
   */
  public HadoopTree(HadoopFiles files, Path root) {
    this.files = files;
    this.root = root;
    for (FileStatus file : files.list(root)) {
      found.put(root.toUri().relativize(file.getPath().toUri()).getPath(), file);
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
    Checksum checksum = new Checksum();
    found.forEach(
        (name, file) -> {
          String line = name + "\0" + file.getLen() + " " + file.getModificationTime() + "\n";
          checksum.add(line.getBytes(StandardCharsets.UTF_8));
        });
    return checksum.hex();
  }

  @Override
  public void close() {
    // Hadoop keeps file systems open for everybody.
  }
}
