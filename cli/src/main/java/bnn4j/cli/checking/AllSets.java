package bnn4j.cli.checking;

import bnn4j.cli.console.Failures;
import bnn4j.cli.option.Choice;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.place.Place;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.cli.sets.ParameterSetFolders;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.regression.SetResult;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.host.Decode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Checks every set below a folder as its card says. What is wrong with one leaves the others. */
final class AllSets {
  private final ParameterSetFolders folders;
  private final DataOption data;
  private final RunOptions options;
  private final Consumer<String> warn;

  /** Test images by data set and shape: several sets are of the same. */
  private final Map<String, LabeledImages> images = new HashMap<>();

  AllSets(ParameterSetFolders folders, DataOption data, RunOptions options, Consumer<String> warn) {
    this.folders = folders;
    this.data = data;
    this.options = options;
    this.warn = warn;
  }

  /**
   * Checks one after the other.
   *
   * @param listener hears of each result at once
   * @throws Refusal if there are no sets
   */
  List<SetResult> check(Consumer<SetResult> listener) throws IOException {
    List<Path> sets = folders.list();
    if (sets.isEmpty()) {
      throw new Refusal("no parameter sets under %s".formatted(folders.root()));
    }
    List<SetResult> results = new ArrayList<>();
    for (Path set : sets) {
      for (Place place : options.places()) {
        SetResult result = check(set, place);
        listener.accept(result);
        results.add(result);
      }
    }
    return results;
  }

  private SetResult check(Path folder, Place place) {
    String name = folders.name(folder);
    String where = Choice.word(place);
    try {
      ParameterSetArgument set = ParameterSetArgument.load(folder);
      set.warnings().forEach(warning -> warn.accept(name + ": " + warning));
      Card card =
          set.card()
              .orElseThrow(() -> new Refusal("it has no card that says what to check it against"));
      LabeledImages test = testImages(set, card);
      AccuracyCheck.Outcome outcome;
      try (Accelerator accelerator = options.open(place, set.parameters().overlay())) {
        outcome =
            new AccuracyCheck(set.parameters(), card.input(), decode(card))
                .run(accelerator, test, done -> {});
      }
      return new SetResult(
          name,
          where,
          card.network(),
          card.dataset(),
          card.output() == null ? null : card.output().word(),
          card.floor(),
          outcome.correct(),
          outcome.total(),
          outcome.seconds(),
          null);
    } catch (Refusal | AcceleratorException | IOException | UncheckedIOException e) {
      return SetResult.broken(name, where, Failures.message(e));
    }
  }

  private LabeledImages testImages(ParameterSetArgument set, Card card) {
    String key = card.dataset() + " as " + set.shape() + ", " + set.pictures();
    LabeledImages known = images.get(key);
    if (known != null) {
      return known;
    }
    Dataset source =
        data.open(
            card.dataset(), set.pictures().reading(warn).withFit(card.input().fit()), set.shape());
    set.checkClasses(source);
    LabeledImages test = source.test();
    images.put(key, test);
    return test;
  }

  /** Sets of before cards named a decode were measured with the one for many pictures. */
  private static Decode decode(Card card) {
    return card.decode() == null ? Decode.MULTIPLE : card.decode();
  }
}
