package bnn4j.evaluation.regression;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.accuracy.DataCheck;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Checks every set below a folder as its card says. What is wrong with one leaves the others. */
public final class AllSets {
  private final ParameterSetFolders folders;
  private final List<Bench> benches;
  private final TestData data;
  private final Consumer<String> warn;

  /** Test images by data set and shape: several sets are of the same. */
  private final Map<String, LabeledImages> images = new HashMap<>();

  /** Sets whose data were compared with their cards: once, not for each place. */
  private final Set<String> compared = new HashSet<>();

  /** Where a set can be checked. */
  public interface Bench {
    /** Its word, as in the results. */
    String word();

    /** An accelerator with nothing loaded, to be closed by who asks for it. */
    Accelerator open(Overlay overlay);
  }

  /** Where test images come from. */
  public interface TestData {
    /** A data set as a network takes it. */
    Dataset open(String name, Reading reading, ImageShape shape);
  }

  /**
   * A check of all.
   *
   * @param folders the sets
   * @param benches where each is run
   * @param data their test images
   * @param warn hears of what is odd, a line each
   */
  public AllSets(
      ParameterSetFolders folders, List<Bench> benches, TestData data, Consumer<String> warn) {
    this.folders = folders;
    this.benches = List.copyOf(benches);
    this.data = data;
    this.warn = warn;
  }

  /**
   * Checks one after the other.
   *
   * @param listener hears of each result at once
   * @throws Refusal if there are no sets
   */
  public List<SetResult> check(Consumer<SetResult> listener) throws IOException {
    List<Path> sets = folders.list();
    if (sets.isEmpty()) {
      throw new Refusal("no parameter sets under %s".formatted(folders.root()));
    }
    List<SetResult> results = new ArrayList<>();
    for (Path set : sets) {
      for (Bench bench : benches) {
        SetResult result = check(set, bench);
        listener.accept(result);
        results.add(result);
      }
    }
    return results;
  }

  private SetResult check(Path folder, Bench bench) {
    String name = folders.name(folder);
    try {
      DeployedModel model =
          new ModelFolder(folder).read(warning -> warn.accept(name + ": " + warning));
      Card card =
          model.card().orElseThrow(() -> new Refusal("it has no card that names a dataset"));
      LabeledImages test = testImages(model, card, folder);
      AccuracyCheck.Outcome outcome;
      try (Accelerator accelerator = bench.open(model.overlay())) {
        outcome = new AccuracyCheck(model, model.decode()).run(accelerator, test, done -> {});
      }
      return new SetResult(
          name,
          bench.word(),
          card.network(),
          card.dataset(),
          card.output() == null ? null : card.output().word(),
          card.floor(),
          outcome.correct(),
          outcome.total(),
          outcome.seconds(),
          null);
    } catch (Refusal | AcceleratorException | IOException | UncheckedIOException e) {
      return SetResult.broken(name, bench.word(), FailureText.of(e));
    }
  }

  private LabeledImages testImages(DeployedModel model, Card card, Path folder) {
    String dataset = card.dataset();
    Reading reading = model.reading(warn).withFit(model.input().fit());
    String key =
        "%s as %s, %d %s %s"
            .formatted(
                dataset, model.shape(), reading.unreadable(), reading.invert(), reading.fit());
    LabeledImages known = images.get(key);
    if (known != null && card.datasetChecksum() == null) {
      return known;
    }
    Dataset source = data.open(dataset, reading, model.shape());
    compare(card, source, folders.name(folder));
    if (known != null) {
      return known;
    }
    model.checkClasses(source, folder.toString());
    LabeledImages test = source.test();
    images.put(key, test);
    return test;
  }

  private void compare(Card card, Dataset source, String set) {
    if (compared.add(set)) {
      DataCheck.of(card, source)
          .flatMap(DataCheck::warning)
          .ifPresent(warning -> warn.accept(set + ": " + warning));
    }
  }
}
