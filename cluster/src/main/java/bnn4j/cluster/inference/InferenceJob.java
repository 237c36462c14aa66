package bnn4j.cluster.inference;

import bnn4j.cluster.inference.TableFormat.Kind;
import bnn4j.cluster.input.Images;
import bnn4j.cluster.input.Shard;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.spark.Progress;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Classifies images and writes the results as a table. */
public final class InferenceJob {
  private final Cluster cluster;
  private final HadoopFiles files;

  /** A job. */
  public InferenceJob(Cluster cluster, HadoopFiles files) {
    this.cluster = cluster;
    this.files = files;
  }

  /**
   * What came of it.
   *
   * @param rows of the table
   * @param labeled of these, pictures that lie in a class's folder
   * @param right of the labeled, those classified correctly
   * @param skipped why pictures were left out, a line each
   * @param inverted names of pictures of dark strokes on a bright ground
   */
  public record Summary(
      long rows, long labeled, long right, List<String> skipped, List<String> inverted) {}

  /**
   * Runs it.
   *
   * @param top answers for each picture, at least 1
   * @param out where the table is to be: what ends with {@code .csv} becomes one file of text,
   *     anything else a folder of Parquet files
   * @throws Refusal if there is something already, or no picture can be read
   */
  public Summary run(
      Question question,
      Images images,
      List<Shard> shards,
      int top,
      String out,
      Progress progress) {
    TableFormat format =
        new TableFormat(out.endsWith(".csv") ? Kind.CSV : Kind.PARQUET, images.labeled(), top);
    try (Table table = new Table(files, out)) {
      ClassifyShard task =
          new ClassifyShard(cluster.broadcast(question), format, files, table.parts());
      List<Portion> portions =
          shards.stream().map(shard -> new Portion(shard, shard.first())).toList();
      List<PartFile> parts = cluster.run(portions, task, progress);
      parts = renumbered(parts, shards, task);
      Summary summary = summary(parts);
      if (summary.rows() == 0) {
        throw new Refusal(
            "%s: no image can be read: %s".formatted(images.uri(), summary.skipped().get(0)));
      }
      table.complete(format, parts);
      return summary;
    }
  }

  /**
   * Where pictures were left out, all that come after have other numbers: those parts are written
   * anew. That happens where folders hold what is no picture, and seldom else.
   */
  private List<PartFile> renumbered(List<PartFile> parts, List<Shard> shards, ClassifyShard task) {
    List<Portion> again = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    long base = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).base() != base) {
        places.add(i);
        again.add(new Portion(shards.get(i), base));
      }
      base += parts.get(i).rows();
    }
    if (again.isEmpty()) {
      return parts;
    }
    List<PartFile> anew = cluster.run(again, task, done -> {});
    List<PartFile> all = new ArrayList<>(parts);
    for (int i = 0; i < places.size(); i++) {
      all.set(places.get(i), anew.get(i));
    }
    return all;
  }

  private static Summary summary(List<PartFile> parts) {
    return new Summary(
        parts.stream().mapToLong(PartFile::rows).sum(),
        parts.stream().mapToLong(PartFile::labeled).sum(),
        parts.stream().mapToLong(PartFile::right).sum(),
        parts.stream().flatMap(part -> part.skipped().stream()).toList(),
        parts.stream().flatMap(part -> part.inverted().stream()).toList());
  }
}
