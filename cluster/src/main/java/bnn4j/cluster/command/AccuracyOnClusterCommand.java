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
        "Run parameter sets over images on any file system, on a Spark cluster, and count what each"
            + " gets right: the same counts as on one machine. Exit code 1 if one is below --min.")
public final class AccuracyOnClusterCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SET",
      arity = "1..*",
      description = "Folders, or names under params-out such as fashion-mnist/lfcW1A1.")
  private List<String> names;

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      description =
          "Images with labels on any file system that Hadoop knows and all workers see: an IDX file of"
              + " images with that of its labels beside it, CIFAR-10 records, a folder of either, or a"
              + " folder with a folder of pictures for each class.")
  private String input;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "test, training or validation, where a folder has several; default test. A folder of"
              + " pictures is divided as folder:PATH is on one machine.")
  private Part split;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "Data set of the catalogue that files are of, for how labels are numbered and called;"
              + " default the one on each set's card.")
  private String dataset;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay that the sets are for; default what their folders say.")
  private String overlay;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description = "How a host reads results: multiple, single or argmax; default multiple.")
  private Decode decode;

  @Option(
      names = "--min",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Fail, with exit code 1, if a set is below this accuracy.")
  private Double minimum;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
  private Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the results as JUnit XML, a test case per set.")
  private Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with the table.")
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
                      "the images of %s, %s, are converted to %s; docs/datasets.md says how"
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
