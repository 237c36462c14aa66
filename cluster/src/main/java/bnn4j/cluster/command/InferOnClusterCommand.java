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
        "Classifies images on a Spark cluster, bit-exactly, and writes a table with the"
            + " columns index, file, class, name, score, and actual if the folders have"
            + " the names of classes.")
public final class InferOnClusterCommand implements Callable<Integer> {
  /** How many inverted pictures are named one by one. */
  private static final int NAMED = 3;

  @Parameters(
      paramLabel = "SET",
      description =
          "Parameter set: a folder, or a name under params-out such as" + " fashion-mnist/lfcW1A1.")
  private String name;

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      description =
          "Images on a file system that Hadoop supports and all workers can read: an"
              + " IDX3 file (grey), CIFAR-10 records (colour), image files, or folders of"
              + " these. May be repeated.")
  private List<String> input;

  @Option(
      names = "--out",
      paramLabel = "URI",
      required = true,
      description =
          "Output on a file system of all workers: a folder of Parquet files, or one CSV"
              + " file if the name ends in .csv.")
  private String out;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = Count.class,
      defaultValue = "1",
      description = "Number of classes per image (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--invert",
      negatable = true,
      description =
          "Image files show dark strokes on a bright background and are inverted;"
              + " --no-invert: they are not inverted (default: decided for each image).")
  private Boolean invert;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay of the parameter set (default: stored in its folder).")
  private String overlay;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description =
          "Decode rule of the host: multiple, single or argmax (default:" + " ${DEFAULT-VALUE}).")
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
    summary.skipped().forEach(line -> warn.accept("skipped: " + line));
    List<String> inverted = summary.inverted();
    if (!inverted.isEmpty()) {
      int more = inverted.size() - NAMED;
      warn.accept(
          ("inverted, because they show dark strokes on a bright background: %s%s; use"
                  + " --no-invert to disable this")
              .formatted(
                  inverted.stream().limit(NAMED).collect(Collectors.joining(", ")),
                  more > 0 ? " and %d more".formatted(more) : ""));
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf("%d images in %s%n", summary.rows(), out);
    if (summary.labeled() > 0) {
      long others = summary.rows() - summary.labeled();
      print.printf(
          "accuracy: %.2f %% (%d of %d%s)%n",
          100.0 * summary.right() / summary.labeled(),
          summary.right(),
          summary.labeled(),
          others == 0 ? "" : "; %d outside class folders".formatted(others));
    }
    print.flush();
  }
}
