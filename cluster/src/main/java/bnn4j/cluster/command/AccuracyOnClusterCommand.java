package bnn4j.cluster.command;

import bnn4j.cli.option.Choice;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Percent;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.cluster.accuracy.AccuracyJob;
import bnn4j.cluster.input.Images;
import bnn4j.cluster.input.Shard;
import bnn4j.cluster.input.Survey;
import bnn4j.cluster.input.View;
import bnn4j.cluster.sets.SetBundle;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Part;
import bnn4j.evaluation.accuracy.AccuracyCheck.Outcome;
import bnn4j.evaluation.accuracy.AccuracyReport;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionJson;
import bnn4j.evaluation.regression.RegressionJunit;
import bnn4j.evaluation.regression.RegressionPage;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.Decode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-accuracy SET... --master URL --input URI}. */
@Command(
    name = "check-accuracy",
    description =
        "Measures the accuracy of parameter sets on a Spark cluster, bit-exactly, on"
            + " images of any file system. Exit code 1: a set is below --min.")
public final class AccuracyOnClusterCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SET",
      arity = "1..*",
      description =
          "Parameter sets: folders, or names under params-out such as" + " fashion-mnist/lfcW1A1.")
  private List<String> names;

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      description =
          "Labelled images on a file system that Hadoop supports and all workers can"
              + " read: an IDX file of images with its label file beside it, CIFAR-10"
              + " records, a folder of these, or a folder with one folder of image files"
              + " per class.")
  private String input;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "Split, if the input has several: test, training or validation (default:"
              + " ${DEFAULT-VALUE}). Folders of image files are split as folder:PATH.")
  private Part split;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "Dataset that defines the numbers and names of the labels (default: the one on"
              + " each set's card).")
  private String dataset;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay of the parameter sets (default: stored in their folders).")
  private String overlay;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description =
          "Decode rule of the host: multiple, single or argmax (default:" + " ${DEFAULT-VALUE}).")
  private Decode decode;

  @Option(
      names = "--min",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Minimum accuracy; below it the exit code is 1.")
  private Double minimum;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
  private Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the results as JUnit XML, one test case per set.")
  private Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the table as an HTML page.")
  private Path html;

  @Mixin private MasterOption master;
  @Mixin private ShardOption options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    master.url();
    DatasetNames datasets = new DatasetNames(dataset);
    List<SetBundle> sets = load();
    try (Cluster cluster = master.open("bnn4j check-accuracy")) {
      spec.commandLine().getErr().println(cluster.description());
      return check(cluster, sets, datasets);
    }
  }

  private List<SetBundle> load() throws IOException {
    Optional<Overlay> asked = Optional.ofNullable(overlay).map(OverlayArgument::read);
    List<SetBundle> sets = new ArrayList<>();
    for (String name : names) {
      ParameterSetArgument set =
          ParameterSetArgument.load(name, asked, spec.commandLine().getErr()::println);
      Overlay of = set.model().overlay();
      decode.classOf(of, new long[of.outputWords()], 0, set.model().parameters().outputs());
      sets.add(SetBundle.of(name, set.folder().path(), set.model()));
    }
    return sets;
  }

  private int check(Cluster cluster, List<SetBundle> sets, DatasetNames datasets)
      throws IOException {
    Consumer<String> warn = DataOption.warnings(spec);
    HadoopFiles files = new HadoopFiles(cluster.files());
    Images images = new Survey(files, split).of(input);
    images.remarks().forEach(warn);
    List<View> views =
        sets.stream().map(set -> datasets.view(set.name(), set.set(), images)).toList();
    warnOfConversion(sets, images, warn);
    AccuracyJob job = new AccuracyJob(cluster, decode, warn);
    List<Shard> shards = images.shards(options.shards(cluster, images));
    List<Outcome> outcomes;
    try (ImageProgress progress = new ImageProgress("check", shards, spec.commandLine().getErr())) {
      outcomes = job.run(sets, views, shards, files, progress);
    }
    List<AccuracyReport> reports = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      reports.add(report(sets.get(i), datasets, outcomes.get(i)));
    }
    return report(reports, sets);
  }

  private static void warnOfConversion(List<SetBundle> sets, Images images, Consumer<String> warn) {
    for (SetBundle set : sets) {
      ImageShape wanted = set.set().shape();
      images
          .shape()
          .filter(shape -> !shape.equals(wanted))
          .ifPresent(
              shape ->
                  warn.accept(
                      "the images of %s (%s) are converted to %s; see docs/datasets.md"
                          .formatted(images.uri(), shape, wanted)));
    }
  }

  private AccuracyReport report(SetBundle set, DatasetNames datasets, Outcome outcome) {
    return new AccuracyReport(
        set.name(),
        "cluster",
        set.set().overlay().name(),
        datasets.of(set.set()).map(CatalogueEntry::name).orElse(input),
        Choice.word(split),
        Choice.word(decode),
        minimum,
        // The cluster counts shards of other files than those that the card's checksum is of.
        Optional.empty(),
        outcome);
  }

  private int report(List<AccuracyReport> reports, List<SetBundle> sets) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean single = reports.size() == 1;
    reports.forEach(report -> out.print(single ? report.text() : report.summary()));
    out.flush();
    if (single && json != null) {
      reports.get(0).writeJson(json);
    }
    if (single && junit != null) {
      reports.get(0).writeJunit(junit);
    }
    writeTogether(single, reports, sets);
    return reports.stream().allMatch(AccuracyReport::passed) ? 0 : 1;
  }

  private void writeTogether(boolean single, List<AccuracyReport> reports, List<SetBundle> sets) {
    List<SetResult> results = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      Card.Coding coding = Card.Coding.of(sets.get(i).set().parameters());
      results.add(reports.get(i).result(Choice.word(coding)));
    }
    Regression all = Regression.now(results);
    if (!single && json != null) {
      RegressionJson.write(all, json);
    }
    if (!single && junit != null) {
      RegressionJunit.write(all, junit);
    }
    if (html != null) {
      RegressionPage.write(all, List.of(), html);
    }
  }
}
