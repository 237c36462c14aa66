package bnn4j.cluster.inference;

import bnn4j.cluster.input.Block;
import bnn4j.cluster.spark.ShardFailure;
import bnn4j.cluster.storage.HadoopFiles;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Classifies a shard on a worker and writes its part of the table. */
final class ClassifyShard implements Function<Portion, PartFile> {
  private static final long serialVersionUID = 1;

  private final Broadcast<Question> question;
  private final TableFormat format;
  private final HadoopFiles files;
  private final String folder;

  /**
   * A task.
   *
   * @param folder where parts are written
   */
  ClassifyShard(
      Broadcast<Question> question, TableFormat format, HadoopFiles files, String folder) {
    this.question = question;
    this.format = format;
    this.files = files;
    this.folder = folder;
  }

  @Override
  public PartFile call(Portion portion) {
    try {
      return write(portion);
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      throw new ShardFailure(portion.shard().place(), e);
    }
  }

  private PartFile write(Portion portion) throws Exception {
    // A try that was given up may still be writing.
    String name =
        "part-%05d-%d".formatted(portion.shard().index(), TaskContext.get().taskAttemptId());
    Path file = new Path(folder, name);
    Classifier classifier = new Classifier(question.value(), format.top(), portion.base());
    try (RowWriter writer = format.open(file, files)) {
      for (Block block : portion.shard().blocks()) {
        List<Row> rows = classifier.classify(block, files);
        for (Row row : rows) {
          writer.write(row);
        }
      }
    }
    return classifier.part(file.toString());
  }
}
