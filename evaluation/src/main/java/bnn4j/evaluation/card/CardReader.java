package bnn4j.evaluation.card;

import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.host.Decode;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads cards: one block per record, whose constructor refuses invalid values. Unknown keys belong
 * to later versions and are ignored.
 */
final class CardReader {
  private static final InputTransform NO_INPUT = InputTransform.NONE;

  private final String where;
  private final SourcePlace origin;
  private final Problems problems = new Problems();

  private CardReader(String where) {
    this.where = where;
    this.origin = new SourcePlace(where, 1);
  }

  static Card card(String where, String yaml) {
    CardReader reader = new CardReader(where);
    return reader.whole(() -> reader.card(reader.root("card", yaml)));
  }

  static Start start(String where, String yaml) {
    CardReader reader = new CardReader(where);
    return reader.whole(() -> reader.start(reader.root("start", yaml)));
  }

  static CardConfig config(String where, String yaml) {
    CardReader reader = new CardReader(where);
    YamlNode root = YamlText.parse(yaml, reader.origin, reader.problems);
    reader.problems.refuseIfAny();
    return CardConfig.of(root);
  }

  /** What a record refuses that is the file's own, said with the file's name. */
  private <T> T whole(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Refusal e) {
      throw e.getMessage().startsWith(where)
          ? e
          : new Refusal("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  private BlockReader root(String what, String yaml) {
    YamlNode root = YamlText.parse(yaml, origin, problems);
    if (!(root instanceof Block block)) {
      throw new Refusal(
          root.isNothing()
              ? "%s: not a %s: it is empty".formatted(where, what)
              : "%s: not a %s: expected keys such as network and dataset, found %s"
                  .formatted(root.place(), what, root.description()));
    }
    return BlockReader.tolerant(block, "", problems);
  }

  private Card card(BlockReader keys) {
    SourcePlace file = origin.whole();
    keys.require("network", file, "the overlay of the set");
    keys.require("dataset", file, "the dataset of the training");
    keys.require("classes", file, "the class names in the order of the outputs");
    keys.require("input", file, "the input transform");
    String network = word(keys, "network");
    String dataset = word(keys, "dataset");
    String checksum = word(keys, "dataset-checksum");
    List<String> classes = keys.words("classes");
    InputTransform input = keys.block("input", NO_INPUT, this::input);
    Decode decode = keys.choice("decode", Decode.class).orElse(null);
    Card.Coding output = keys.choice("output", Card.Coding.class).orElse(null);
    Card.Folding folding = keys.choice("folding", Card.Folding.class).orElse(null);
    Double floor = percent(keys, "floor").orElse(null);
    Card.Accuracy accuracy = keys.optionalBlock("accuracy", CardReader::accuracy).orElse(null);
    Card.Training training = keys.optionalBlock("training", CardReader::training).orElse(null);
    Start start = keys.optionalBlock("start", this::start).orElse(null);
    Provenance provenance = keys.optionalBlock("provenance", CardReader::provenance).orElse(null);
    CardConfig config = keys.node("config").map(CardConfig::of).orElse(null);
    Double brightness = percent(keys, "brightness").orElse(null);
    problems.refuseIfAny();
    return new Card(
        network,
        dataset,
        checksum,
        classes,
        input,
        decode,
        output,
        folding,
        floor,
        accuracy,
        training,
        start,
        provenance,
        config,
        brightness);
  }

  /** Whoever wrote a card knew all of it: a part that is missing is lost, not usual. */
  private InputTransform input(BlockReader keys, InputTransform none) {
    SourcePlace file = origin.whole();
    keys.require("contrast", file, "the contrast adjustment");
    keys.require("threshold", file, "the smallest pixel value that becomes 1");
    keys.require("dither", file, "one threshold or a threshold matrix");
    return InputBlock.read(keys, none);
  }

  private Start start(BlockReader keys) {
    Start start =
        new Start(
            word(keys, "sha256"),
            word(keys, "network"),
            word(keys, "dataset"),
            word(keys, "dataset-checksum"),
            keys.optionalInteger("validation").orElse(null),
            keys.optionalBlock("training", CardReader::training).orElse(null),
            keys.optionalBlock("start", this::start).orElse(null));
    return start;
  }

  private static Card.Accuracy accuracy(BlockReader keys) {
    return new Card.Accuracy(
        count(keys, "images"),
        count(keys, "correct"),
        percent(keys, "exported").orElse(0.0),
        percent(keys, "float-decoded").orElse(0.0),
        percent(keys, "float-argmax").orElse(0.0),
        count(keys, "disagreements"),
        word(keys, "note"));
  }

  private static Card.Training training(BlockReader keys) {
    return new Card.Training(
        keys.longInteger("seed", 0),
        count(keys, "epochs"),
        count(keys, "best-epoch"),
        percent(keys, "validation-accuracy").orElse(null),
        keys.number("seconds", 0, value -> {}),
        keys.choice("products", Card.Gemm.class).orElse(null));
  }

  private static Provenance provenance(BlockReader keys) {
    return new Provenance(
        word(keys, "bnn4j"),
        word(keys, "commit"),
        word(keys, "dl4j"),
        word(keys, "java"),
        word(keys, "machine"));
  }

  private static String word(BlockReader keys, String key) {
    return keys.text(key, Function.identity()).orElse(null);
  }

  private static int count(BlockReader keys, String key) {
    return keys.integer(key, 0, value -> {});
  }

  private static Optional<Double> percent(BlockReader keys, String key) {
    return keys.optionalNumber(key, value -> Card.requirePercent(key, value));
  }
}
