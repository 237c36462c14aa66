package bnn4j.evaluation.regression;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.accuracy.DataCheck;
import bnn4j.evaluation.accuracy.DatasetChecksum;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.deep.DeepAccuracyCheck;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.ModelFolder;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks every set below a folder by its card. A failure of one set does not affect the others. */
public final class AllSets {
  private final ParameterSetFolders folders;
  private final List<Bench> benches;
  private final TestData data;
  private final Consumer<String> warn;

  /** Test images by dataset and shape: several sets are of the same. */
  private final Map<String, LabeledImages> images = new HashMap<>();

  /** Sets whose data were compared with their cards: once, not for each place. */
  private final Map<String, Optional<DataCheck>> compared = new HashMap<>();

  /** Where a set can be checked. */
  public interface Bench {
    /** Its word, as in the results. */
    String word();

    /** An accelerator with nothing loaded, to be closed by who asks for it. */
    Accelerator open(Overlay overlay);

    /**
     * The same for networks that are offloaded layer by layer.
     *
     * @throws Refusal if there is none in this place
     */
    OffloadAccelerator open(OffloadOverlay overlay);

    /** Whether there are accelerators for networks that are offloaded layer by layer. */
    boolean offloads();
  }

  /** Where test images come from. */
  public interface TestData {
    /** A dataset as a network takes it. */
    Dataset open(String name, Reading reading, ImageShape shape);
  }

  /**
   * A check of all.
   *
   * @param folders the sets
   * @param benches where each is run
   * @param data their test images
   * @param warn receives warnings, one line each
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
   * @param listener receives each result at once
   * @throws Refusal if there are no sets
   */
  public List<SetResult> check(Consumer<SetResult> listener) throws IOException {
    List<Path> sets = new ArrayList<>(folders.list());
    sets.addAll(new ParameterSetFolders(folders.root(), DeepSetFolder.NETWORK).list());
    sets.sort(null);
    if (sets.isEmpty()) {
      throw new Refusal("no parameter sets under %s".formatted(folders.root()));
    }
    List<SetResult> results = new ArrayList<>();
    for (Path set : sets) {
      DeepSetFolder deep = new DeepSetFolder(set);
      for (Bench bench : benches) {
        if (deep.exists() && !bench.offloads()) {
          warn.accept(
              "%s: not checked on %s, which has dataflow overlays only"
                  .formatted(folders.name(set), bench.word()));
          continue;
        }
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
      DeepSetFolder deep = new DeepSetFolder(folder);
      return deep.exists() ? check(name, deep, bench) : check(name, folder, bench);
    } catch (Refusal | AcceleratorException | IOException | UncheckedIOException e) {
      return SetResult.broken(name, bench.word(), FailureText.of(e));
    }
  }

  private SetResult check(String name, Path folder, Bench bench) throws IOException {
    DeployedModel model =
        new ModelFolder(folder).read(warning -> warn.accept(name + ": " + warning));
    Card card = card(model.card());
    LabeledImages test =
        testImages(
            name,
            card,
            model.shape(),
            model.reading(warn).withFit(model.input().fit()),
            source -> model.checkClasses(source, folder.toString()));
    try (Accelerator accelerator = bench.open(model.overlay())) {
      return result(
          name,
          bench,
          card,
          new AccuracyCheck(model, model.decode()).run(accelerator, test, done -> {}));
    }
  }

  /** A network that is offloaded layer by layer. */
  private SetResult check(String name, DeepSetFolder folder, Bench bench) throws IOException {
    DeepModel model = DeepModel.read(folder);
    Card card = card(model.card());
    LabeledImages test =
        testImages(
            name,
            card,
            model.shape(),
            model.reading(warn).withFit(model.input().fit()),
            source -> {});
    return result(
        name,
        bench,
        card,
        new DeepAccuracyCheck(model)
            .run(bench.open(model.set().deep().overlay()), test, done -> {}));
  }

  private static Card card(Optional<Card> card) {
    return card.orElseThrow(() -> new Refusal("no card names its dataset"));
  }

  private SetResult result(String name, Bench bench, Card card, AccuracyCheck.Outcome outcome) {
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
        compared.getOrDefault(name, Optional.empty()).map(DatasetChecksum::of).orElse(null),
        null);
  }

  private LabeledImages testImages(
      String set, Card card, ImageShape shape, Reading reading, Consumer<Dataset> check) {
    String dataset = card.dataset();
    String key =
        "%s as %s, %d %s %s"
            .formatted(dataset, shape, reading.unreadable(), reading.invert(), reading.fit());
    LabeledImages known = images.get(key);
    if (known != null && card.datasetChecksum() == null) {
      return known;
    }
    Dataset source = data.open(dataset, reading, shape);
    compare(card, source, set);
    if (known != null) {
      return known;
    }
    check.accept(source);
    LabeledImages test = source.test();
    images.put(key, test);
    return test;
  }

  private void compare(Card card, Dataset source, String set) {
    if (!compared.containsKey(set)) {
      Optional<DataCheck> check = DataCheck.of(card, source);
      check.flatMap(DataCheck::warning).ifPresent(warning -> warn.accept(set + ": " + warning));
      compared.put(set, check);
    }
  }
}
