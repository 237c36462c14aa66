package bnn4j.cluster.command;

import bnn4j.cli.option.Count;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.cluster.inference.InferenceJob;
import bnn4j.cluster.inference.Question;
import bnn4j.cluster.input.Images;
import bnn4j.cluster.input.Shard;
import bnn4j.cluster.input.UnlabeledSurvey;
import bnn4j.cluster.sets.SetBundle;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.Decode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infer SET --master URL --input URI --out URI}. */
@Command(
    name = "infer",
    description =
        "Classify pictures in bulk on a Spark cluster, bit-exactly, and write a table: index, file,"
            + " actual where folders are called after classes, class, name, score.")
public final class InferOnClusterCommand implements Callable<Integer> {
  /** How many inverted pictures are named one by one. */
  private static final int NAMED = 3;

  @Parameters(
      paramLabel = "SET",
      description = "Folder, or name under params-out such as fashion-mnist/lfcW1A1.")
  private String name;

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      description =
          "Pictures on any file system that Hadoop knows and all workers see: an IDX3 file (grey),"
              + " CIFAR-10 records (colour), picture files, or folders of any of these. May be given"
              + " several times.")
  private List<String> input;

  @Option(
      names = "--out",
      paramLabel = "URI",
      required = true,
      description =
          "Where the table is to be, seen by all workers: a folder of Parquet files, or one file of"
              + " text if it ends with .csv.")
  private String out;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = Count.class,
      defaultValue = "1",
      description = "How many classes to give for each picture; default 1.")
  private int top;

  @Option(
      names = "--invert",
      negatable = true,
      description =
          "Picture files show dark strokes on a bright ground, as ink on paper, or with --no-invert"
              + " the opposite; by default that is seen from each picture.")
  private Boolean invert;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay that the set is for; default what its folder says.")
  private String overlay;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description = "How a host reads results: multiple, single or argmax; default multiple.")
  private Decode decode;

  @Mixin private MasterOption master;
  @Mixin private ShardOption options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    master.url();
    Optional<Overlay> asked = Optional.ofNullable(overlay).map(OverlayArgument::read);
    PrintWriter err = spec.commandLine().getErr();
    ParameterSetArgument set = ParameterSetArgument.load(name, asked, err::println);
    Overlay of = set.model().overlay();
    decode.classOf(of, new long[of.outputWords()], 0, set.model().parameters().outputs());
    try (Cluster cluster = master.open("bnn4j infer")) {
      err.println(cluster.description());
      report(classify(cluster, set.folder().path(), set.model()));
    }
    return 0;
  }

  private InferenceJob.Summary classify(Cluster cluster, Path folder, DeployedModel set) {
    HadoopFiles files = new HadoopFiles(cluster.files());
    Images images =
        new UnlabeledSurvey(
                files,
                set.shape(),
                set.overlay().name(),
                set.parameters().classNames(),
                DataOption.warnings(spec))
            .of(input);
    List<Shard> shards = images.shards(options.shards(cluster, images));
    Question question = new Question(SetBundle.of(name, folder, set), decode, invert);
    try (ImageProgress progress = new ImageProgress("infer", shards, spec.commandLine().getErr())) {
      return new InferenceJob(cluster, files).run(question, images, shards, top, out, progress);
    }
  }

  private void report(InferenceJob.Summary summary) {
    Consumer<String> warn = DataOption.warnings(spec);
    summary.skipped().forEach(line -> warn.accept("left out: " + line));
    List<String> inverted = summary.inverted();
    if (!inverted.isEmpty()) {
      int more = inverted.size() - NAMED;
      warn.accept(
          ("dark strokes on a bright ground, as ink on paper, became bright ones on a dark: %s%s;"
                  + " --no-invert takes pictures as they are")
              .formatted(
                  inverted.stream().limit(NAMED).collect(Collectors.joining(", ")),
                  more > 0 ? " and %d more".formatted(more) : ""));
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf("%d pictures in %s%n", summary.rows(), out);
    if (summary.labeled() > 0) {
      long others = summary.rows() - summary.labeled();
      print.printf(
          "accuracy: %.2f %% (%d of %d%s)%n",
          100.0 * summary.right() / summary.labeled(),
          summary.right(),
          summary.labeled(),
          others == 0 ? "" : "; %d in no folder of a class".formatted(others));
    }
    print.flush();
  }
}
