package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import java.io.Serializable;
import java.util.List;

/** Some images in a row, few enough to be in memory; goes to the worker that reads them. */
public sealed interface Block extends Serializable permits IdxBlock, CifarBlock, PictureBlock {
  /** How many. */
  int images();

  /** Which they are, for messages: {@code images 1000 to 1999 of hdfs://...}. */
  String place();

  /**
   * Reads them, once for all who look at them.
   *
   * @return what each sees, in the order of the views
   * @throws bnn4j.foundation.Refusal if they are missing or malformed
   */
  List<Sight> read(HadoopFiles files, List<View> views);

  /** The name of an image as the output of an inference has it. */
  String name(int image);
}
