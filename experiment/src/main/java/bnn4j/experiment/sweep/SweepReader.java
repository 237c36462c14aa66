package bnn4j.experiment.sweep;

import bnn4j.experiment.spec.BaseConfig;
import bnn4j.experiment.spec.Change;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.experiment.sweep.Axis.Choices;
import bnn4j.experiment.sweep.Axis.Span;
import bnn4j.foundation.Range;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.FlowText;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.Words;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlNode.Entry;
import bnn4j.yaml.YamlNode.Sequence;
import bnn4j.yaml.YamlNode.Value;
import bnn4j.yaml.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Turns YAML into a {@link SweepSpec}. */
final class SweepReader {
  /** More than anybody waits for; a slip of the keyboard gets there fast. */
  static final int MOST_TRIALS = 10_000;

  /** Draws for a trial that come to one that is there already, before the others are taken. */
  private static final int PATIENCE = 50;

  private static final String SEED = "seed";

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_KEYS = 100;

  private final Path file;
  private final Path configs;
  private final List<Path> overlays;
  private final Problems problems = new Problems();
  private final SourcePlace origin;

  SweepReader(Path file, Path configs, List<Path> overlays) {
    this.file = file;
    this.configs = configs;
    this.overlays = overlays;
    this.origin = new SourcePlace(file.toString(), 1);
  }

  SweepSpec read() {
    YamlNode root = YamlText.parse(text(), origin, problems);
    if (!(root instanceof Block block)) {
      throw new Refusal(
          "%s: expected keys and values, such as base and grid, found %s"
              .formatted(root.place(), root.description()));
    }
    BlockReader keys = new BlockReader(block, "", problems);
    keys.require("base", origin.whole(), "the config that the trials change");
    Optional<YamlNode> base = keys.node("base");
    Optional<YamlNode> grid = keys.node("grid");
    Optional<YamlNode> random = keys.node("random");
    List<Axis> axes = new ArrayList<>();
    grid.ifPresent(node -> axes.addAll(axes("grid", node)));
    random.ifPresent(node -> axes.addAll(axes("random", node)));
    int trials = keys.integer("trials", 0, value -> Range.atLeast("trials", value, 1));
    long drawSeed = keys.longInteger("draw-seed", 1);
    Optional<YamlNode> seeds = keys.node("seeds");
    keys.refuseUnknownKeys();
    checkTogether(block, axes);
    problems.refuseIfAny();

    BaseConfig config = base(base.orElseThrow());
    List<List<Change>> combinations =
        random.isPresent() ? drawn(axes, trials, drawSeed) : all(axes);
    List<String> varied = new ArrayList<>(axes.stream().map(Axis::key).toList());
    if (seeds.isPresent()) {
      List<Change> each = seeds(seeds.get(), config, combinations);
      combinations = withEach(combinations, each);
      varied.add(SEED);
    }
    return new SweepSpec(file, config, varied, combinations);
  }

  private String text() {
    return TextFile.read(file, MOST_BYTES);
  }

  private void checkTogether(Block block, List<Axis> axes) {
    Map<String, Entry> entries = block.entries();
    Entry grid = entries.get("grid");
    Entry random = entries.get("random");
    if (grid != null && random != null) {
      problems.add(random.place(), "grid and random are both given; keep one of them");
    }
    if (grid == null && random == null && !entries.containsKey("seeds")) {
      problems.add(
          origin.whole(),
          "no key is varied; specify grid, such as {learning-rate.start: [0.001,"
              + " 0.003]}, random or seeds");
    }
    for (String which : List.of("grid", "random", "seeds")) {
      Entry entry = entries.get(which);
      if (entry != null && entry.node().isNothing()) {
        problems.add(
            entry.place(),
            which.equals("seeds") ? "seeds: expected a list, found nothing" : empty(which));
      }
    }
    Entry trials = entries.get("trials");
    if (random != null && (trials == null || trials.node().isNothing())) {
      problems.add(random.place(), "'trials' is missing; it is the number of trials to draw");
    }
    if (random == null) {
      for (String drawing : List.of("trials", "draw-seed")) {
        Entry entry = entries.get(drawing);
        if (entry != null) {
          problems.add(entry.place(), "%s requires random, which is missing".formatted(drawing));
        }
      }
    }
    if (entries.containsKey("seeds")) {
      axes.stream()
          .filter(axis -> Words.kebab(axis.key()).equals(SEED))
          .forEach(
              axis ->
                  problems.add(
                      entries.get("seeds").place(),
                      "the key seed is varied, too; keep one of the two"));
    }
  }

  private static String empty(String which) {
    return "%s: expected keys with values to try, such as {epochs: [5, 10]}, found nothing"
        .formatted(which);
  }

  private BaseConfig base(YamlNode node) {
    if (node instanceof Block block) {
      return BaseConfig.within(file, overlays, block);
    }
    if (!(node instanceof Value value)) {
      throw new Refusal(
          "%s: base: expected a config or its keys, found %s"
              .formatted(node.place(), node.description()));
    }
    Path beside = file.resolveSibling(value.text());
    try {
      return BaseConfig.of(
          isAnother(beside) ? beside : TrainingSpec.find(value.text(), configs), overlays);
    } catch (Refusal e) {
      throw new Refusal("%s: base: %s".formatted(node.place(), e.getMessage()), e);
    }
  }

  /** A sweep may be called as the config that it changes. */
  private boolean isAnother(Path beside) {
    return Files.isRegularFile(beside)
        && !beside.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
  }

  private List<Axis> axes(String which, YamlNode node) {
    List<Axis> axes = new ArrayList<>();
    if (node instanceof Block block) {
      collect(which, "", block, axes);
      if (block.entries().isEmpty()) {
        problems.add(block.place(), empty(which));
      }
      refuseTwice(axes, block.place());
      refuseMany(axes, block.place());
    } else {
      problems.add(
          node.place(),
          "%s: expected keys with values to try, found %s".formatted(which, node.description()));
    }
    return axes;
  }

  /** {@code a.b: [..]} and {@code a: {b: [..]}} are one and the same. */
  private void collect(String which, String path, Block block, List<Axis> axes) {
    for (Entry entry : block.entries().values()) {
      String key = path + entry.key();
      YamlNode node = entry.node();
      if (node instanceof Block inner && !isSpan(inner)) {
        if (inner.entries().isEmpty()) {
          problems.add(entry.place(), "%s: expected values to try, found nothing".formatted(key));
        }
        collect(which, key + ".", inner, axes);
      } else if (node instanceof Block span) {
        span(which, key, span).ifPresent(axes::add);
      } else {
        choices(key, entry, axes);
      }
    }
  }

  private void choices(String key, Entry entry, List<Axis> axes) {
    List<YamlNode> values =
        entry.node() instanceof Sequence list ? list.items() : List.of(entry.node());
    if (values.isEmpty() || entry.node().isNothing()) {
      problems.add(entry.place(), "%s: expected values to try, found nothing".formatted(key));
      return;
    }
    Map<String, YamlNode> seen = new LinkedHashMap<>();
    for (YamlNode value : values) {
      if (seen.put(FlowText.of(value), value) != null) {
        problems.add(value.place(), "%s: %s occurs twice".formatted(key, value.description()));
      }
    }
    axes.add(new Choices(key, values));
  }

  private static boolean isSpan(Block block) {
    return block.entries().containsKey("from") || block.entries().containsKey("to");
  }

  private Optional<Axis> span(String which, String key, Block block) {
    if (which.equals("grid")) {
      problems.add(
          block.place(),
          "%s: a range requires random; list the values, or use random".formatted(key));
      return Optional.empty();
    }
    BlockReader keys = new BlockReader(block, key + ".", problems);
    keys.require("from", block.place(), "the smallest value");
    keys.require("to", block.place(), "the largest value");
    Optional<Double> from = keys.optionalNumber("from", value -> {});
    Optional<Double> to = keys.optionalNumber("to", value -> {});
    Span.Scale scale = keys.choice("scale", Span.Scale.LINEAR);
    keys.refuseUnknownKeys();
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!(from.get() < to.get())) {
      problems.add(
          block.place(),
          "%s: expected from less than to, found %s".formatted(key, FlowText.of(block)));
    } else if (scale == Span.Scale.LOG && from.get() <= 0) {
      problems.add(
          block.place(),
          "%s: scale log requires numbers above 0, found %s".formatted(key, FlowText.of(block)));
    }
    boolean whole = isWhole(block, "from") && isWhole(block, "to");
    return Optional.of(new Span(key, block.place(), from.get(), to.get(), scale, whole));
  }

  private static boolean isWhole(Block block, String key) {
    return block.entries().get(key).node() instanceof Value value
        && value.text().matches("[+-]?\\d+");
  }

  /** Every trial has a value of each; a config has fewer keys than these. */
  private static void refuseMany(List<Axis> axes, SourcePlace place) {
    if (axes.size() > MOST_KEYS) {
      throw new Refusal(
          "%s: expected at most %d keys to vary, found %d"
              .formatted(place, MOST_KEYS, axes.size()));
    }
  }

  private void refuseTwice(List<Axis> axes, SourcePlace place) {
    Map<String, Axis> seen = new LinkedHashMap<>();
    for (Axis axis : axes) {
      if (seen.put(Words.kebab(axis.key()), axis) != null) {
        problems.add(place, "%s is given twice".formatted(axis.key()));
      }
    }
  }

  /** Every combination; of the last key all values come before the one before it moves on. */
  private List<List<Change>> all(List<Axis> axes) {
    List<List<Change>> combinations = List.of(List.of());
    for (Axis axis : axes) {
      Choices choices = (Choices) axis;
      List<Change> values = new ArrayList<>();
      for (int i = 0; i < choices.values().size(); i++) {
        values.add(choices.change(i));
      }
      combinations = withEach(combinations, values);
    }
    return combinations;
  }

  private List<List<Change>> withEach(List<List<Change>> combinations, List<Change> values) {
    long count = (long) combinations.size() * values.size();
    if (count > MOST_TRIALS) {
      throw new Refusal(
          ("%s: %s trials, the maximum of a sweep is %d; try fewer values, or draw" + " some")
                  .formatted(file, count, MOST_TRIALS)
              + " with random");
    }
    List<List<Change>> product = new ArrayList<>();
    for (List<Change> combination : combinations) {
      for (Change value : values) {
        List<Change> longer = new ArrayList<>(combination);
        longer.add(value);
        product.add(List.copyOf(longer));
      }
    }
    return product;
  }

  /** Those that were drawn for fewer trials are the first of those that are drawn for more. */
  private List<List<Change>> drawn(List<Axis> axes, int trials, long seed) {
    if (trials > MOST_TRIALS) {
      throw new Refusal(
          "%s: trials: expected at most %d, found %d".formatted(file, MOST_TRIALS, trials));
    }
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<Change>> drawn = new LinkedHashMap<>();
    for (int vain = 0; drawn.size() < trials && vain < PATIENCE; ) {
      SplittableRandom own = random.split();
      List<Change> changes = axes.stream().map(axis -> axis.draw(own)).toList();
      String text =
          String.join(" ", changes.stream().map(change -> FlowText.of(change.value())).toList());
      vain = drawn.putIfAbsent(text, changes) == null ? 0 : vain + 1;
    }
    return List.copyOf(drawn.values());
  }

  private List<Change> seeds(YamlNode node, BaseConfig base, List<List<Change>> combinations) {
    if (node instanceof Sequence list && !list.items().isEmpty()) {
      List<Axis> axes = new ArrayList<>();
      choices("seeds", new Entry("seeds", node.place(), node), axes);
      problems.refuseIfAny();
      return list.items().stream().map(item -> new Change(SEED, item.place(), item)).toList();
    }
    if (node instanceof Value value && value.text().matches("\\d{1,9}")) {
      int count = Integer.parseInt(value.text());
      if (count >= 1 && count <= MOST_TRIALS) {
        long first = base.read(combinations.get(0)).seed();
        return LongStream.range(first, first + count)
            .mapToObj(seed -> new Change(SEED, node.place(), new Value(node.place(), "" + seed)))
            .toList();
      }
    }
    throw new Refusal(
        "%s: seeds: expected a list such as [1, 2, 3], or a number of seeds, found %s"
            .formatted(node.place(), node.description()));
  }
}
