package bnn4j.evaluation.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.experiment.SmallExperiment;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.host.Decode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardFileTest {
  private static final InputTransform INPUT =
      new InputTransform(true, Contrast.STRETCH, 100, Dither.BAYER4);

  @TempDir Path folder;

  private static Card card(List<String> classes, Double validationAccuracy, CardConfig config) {
    return card(classes, validationAccuracy, null, config);
  }

  private static Card card(
      List<String> classes, Double validationAccuracy, Start start, CardConfig config) {
    return new Card(
        "lfcW1A1",
        "fashion-mnist",
        "0123456789",
        classes,
        INPUT,
        Decode.MULTIPLE,
        Card.Coding.BITS,
        Card.Folding.EXACT,
        85.5,
        new Card.Accuracy(10_000, 8765, 87.65, 87.65, 88.1, 0, "read once"),
        new Card.Training(1234, 100, 97, validationAccuracy, 1234.5, Card.Gemm.BFLOAT16),
        start,
        new Provenance("0.1.0", "12345e6789", "1.0.0-M2.1", "17.0.15", "Linux amd64, 2 cores"),
        config,
        31.5);
  }

  private static Card card() {
    return card(List.of("a", "b"), 90.5, null);
  }

  @Test
  void aCardIsReadBackAsItWasWritten() {
    CardConfig config = CardFile.config(SmallExperiment.spec(folder, "floor=85.5").toYaml());
    Card card = card(List.of("T-shirt/top", "Ankle boot"), 90.5, config);
    assertThat(CardFile.fromYaml(CardFile.toYaml(card), "here")).isEqualTo(card);
  }

  @Test
  void aCardTellsWhatATrainingBeganWith() {
    Card.Training training = new Card.Training(7, 36, 30, 79.5, 6890.5, null);
    Start first = new Start("00ff", "cnvW1A1", "cifar-10", "c0ffee", 5000, training, null);
    Start second = new Start("0e10", "cnvW1A2", "svhn", null, null, null, first);
    Card card = card(List.of("a"), 90.5, second, null);
    String yaml = CardFile.toYaml(card);
    assertThat(CardFile.fromYaml(yaml, "here")).isEqualTo(card);
    assertThat(card.with(Card.Folding.FINNTHESIZER, null).start()).isEqualTo(second);
    assertThat(yaml)
        .contains(
            """
            start:
              sha256: "0e10"
              network: cnvW1A2
              dataset: svhn
              start:
                sha256: 00ff
                network: cnvW1A1
                dataset: cifar-10
                dataset-checksum: c0ffee
                validation: 5000
                training:
                  seed: 7
                  epochs: 36
                  best-epoch: 30
                  validation-accuracy: 79.5
                  seconds: 6890.5
            provenance:
            """);
    assertThat(CardFile.startFromYaml(CardFile.toYaml(second), "here")).isEqualTo(second);
    assertThat(second.description())
        .isEqualTo("cnvW1A2, trained on svhn, started from cnvW1A1, epoch 30 of 36 on cifar-10");
  }

  @Test
  void aTrainingFromRandomWeightsBeganWithNothing() {
    String yaml = CardFile.toYaml(card());
    assertThat(yaml).doesNotContain("start");
    assertThat(CardFile.fromYaml(yaml, "here").start()).isNull();
  }

  @Test
  void aStartThatNamesNoModelIsRefused() {
    assertThatThrownBy(
            () -> CardFile.fromYaml(CardFile.toYaml(card()) + "start: {network: a}\n", "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching("card.yaml, line \\d+: 'sha256' is missing");
  }

  @Test
  void whateverAClassIsCalledItKeepsItsName() {
    List<String> names =
        List.of(
            "",
            " x",
            "0",
            "007",
            "1_0",
            "1e3",
            "0x1F",
            ".nan",
            "~",
            "null",
            "yes",
            "no",
            "on",
            "true",
            "#",
            "- a",
            "a: b",
            "'",
            "\"",
            "\\",
            "[",
            "{",
            "&a",
            "*a",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "=",
            "<<",
            "é",
            "日",
            "a\tb",
            "2026-01-01",
            "12:30:45",
            "+1",
            "1.",
            "?");
    Card card = card(names, 90.5, null);
    assertThat(CardFile.fromYaml(CardFile.toYaml(card), "here").classes()).isEqualTo(names);
  }

  @Test
  void aNumberThatIsATextIsQuotedForOtherReaders() {
    assertThat(CardFile.toYaml(card(List.of("0", "1"), 1.0, null)))
        .contains("- \"0\"\n- \"1\"\n")
        .contains("dataset-checksum: \"0123456789\"\n");
  }

  @Test
  void wordsAndKeysAreThoseOfTheConfigs() {
    assertThat(CardFile.toYaml(card()))
        .startsWith("network: lfcW1A1\ndataset: fashion-mnist\n")
        .contains(
            "input:\n  invert: true\n  contrast: stretch\n  threshold: 100\n  dither: bayer4\n")
        .contains("best-epoch: 97\n")
        .contains("products: bfloat16\n")
        .contains("float-argmax: 88.1\n")
        .doesNotContain("identity");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Card card =
        new Card(
            "lfcW1A1",
            "mnist",
            "00",
            List.of("a"),
            InputTransform.NONE,
            Decode.MULTIPLE,
            Card.Coding.BITS,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(CardFile.toYaml(card)).doesNotContain("null").doesNotContain("accuracy");
    assertThat(CardFile.fromYaml(CardFile.toYaml(card), "here")).isEqualTo(card);
  }

  @Test
  void aRunWithoutValidationImagesHasACardToo() {
    Card card = card(List.of("a"), null, null);
    String yaml = CardFile.toYaml(card);
    assertThat(CardFile.fromYaml(yaml, "here")).isEqualTo(card);
    assertThat(yaml).contains("best-epoch: 97\n").doesNotContain("validation-accuracy");
  }

  @Test
  void keysOfALaterVersionAreTolerated() {
    String yaml = CardFile.toYaml(card()) + "signature: {by: someone}\n";
    assertThat(CardFile.fromYaml(yaml, "here")).isEqualTo(card());
  }

  @Test
  void brokenYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> CardFile.fromYaml("network: lfcW1A1\nclasses: [a, b\n", "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("card.yaml, line 3: not YAML: expected ',' or ']'")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aValueOfTheWrongKindIsRefusedWithItsLine() {
    assertThatThrownBy(() -> CardFile.fromYaml("network: lfcW1A1\nclasses: 10\n", "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("card.yaml: 'dataset' is missing")
        .hasMessageEndingWith("card.yaml, line 2: classes: expected a list of words, found '10'")
        .message()
        .hasLineCount(3);
  }

  @Test
  void aValueOutOfRangeIsRefusedInTheWordsOfItsKind() {
    String yaml = CardFile.toYaml(card()).replace("threshold: 100", "threshold: 300");
    assertThatThrownBy(() -> CardFile.fromYaml(yaml, "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching("card.yaml, line \\d+: an input threshold must be 1..255, found 300");
  }

  @Test
  void aCardWithoutWhatEveryUseNeedsIsRefused() {
    String yaml = CardFile.toYaml(card()).replace("network: lfcW1A1\n", "");
    assertThatThrownBy(() -> CardFile.fromYaml(yaml, "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching("card.yaml: 'network' is missing; it names the overlay of the set");
  }

  @Test
  void aPartOfTheInputThatIsMissingIsNotTakenForTheUsual() {
    String yaml = CardFile.toYaml(card()).replace("  dither: bayer4\n", "");
    assertThatThrownBy(() -> CardFile.fromYaml(yaml, "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("card.yaml: 'input.dither' is missing");
  }

  @Test
  void anEmptyCardIsRefused() {
    assertThatThrownBy(() -> CardFile.fromYaml("", "card.yaml"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not a card")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aFolderMayHaveNoCard() throws IOException {
    assertThat(CardFile.find(folder)).isEmpty();
    Files.writeString(folder.resolve("card.yaml"), CardFile.toYaml(card()));
    assertThat(CardFile.find(folder)).contains(card());
  }

  @Test
  void provenanceNamesVersionsAndMachine() {
    Provenance here = Provenance.here();
    assertThat(here.bnn4j()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(here.dl4j()).isEqualTo("1.0.0-M2.1");
    assertThat(here.commit()).isNotNull();
    assertThat(here.java()).isEqualTo(System.getProperty("java.version"));
    assertThat(here.machine()).matches(".+ .+, \\d+ cores");
  }
}
