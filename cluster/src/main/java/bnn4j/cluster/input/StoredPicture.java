package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.datasets.tree.FileTree;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * A picture file.
 *
 * @param uri where it lies
 * @param name below the folder that was named, folders separated by {@code /}
 * @param label the class of the folder that it lies in; -1 if that is none
 */
public record StoredPicture(String uri, String name, int label) implements Serializable {
  /**
   * Reads it.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be read
   */
  public Picture read(HadoopFiles files) {
    return PictureReader.read(uri, files.read(new Path(uri), FileTree.MOST_BYTES));
  }
}
