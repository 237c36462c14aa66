package bnn4j.evaluation.card;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardFuzzTest {
  private static final Path FILE = Attempt.folder("card").resolve(CardFile.NAME);
  private static final String WHOLE =
      """
      network: lfcW1A1
      dataset: mnist
      dataset-checksum: 70d22fcd9ae183d4de6bdb8797d89fbcf7b9a06e5a54abee5756148131480e74
      classes:
      - "0"
      - eins
      input:
        invert: false
        contrast: none
        threshold: 128
        dither: none
      decode: multiple
      output: bits
      folding: exact
      floor: 98.4
      accuracy:
        images: 10000
        correct: 9896
        exported: 98.96
        float-decoded: 98.96
        float-argmax: 98.9
        disagreements: 0
        note: read once
      training: {seed: 1, epochs: 9, best-epoch: 8, validation-accuracy: 98.1, seconds: 9.5}
      start: {sha256: 00ff, network: lfcW1A1, dataset: mnist, validation: 5000}
      provenance: {bnn4j: 0.1.0, commit: 12ab, dl4j: 1.0.0, java: 17, machine: Linux}
      config: {network: lfcW1A1, validation: 5000, pictures: {unreadable: 0, invert: false}}
      """;

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void read(Path file) throws IOException {
    Card card = CardFile.find(file.getParent()).orElseThrow();
    CardFile.toYaml(card);
    Start.of(card, "00ff").description();
  }

  @Example
  void theSeedIsWhole() {
    assertThat(Attempt.refuses(FILE, seed(), CardFuzzTest::read)).isFalse();
  }

  private static byte[] seed() {
    return WHOLE.getBytes(StandardCharsets.UTF_8);
  }

  @Property
  void aBrokenCardIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, seed()), CardFuzzTest::read);
  }

  @Example
  void whatWentWrongOnceDoesSoNoMore() throws IOException {
    for (Path file : Attempt.corpus("card")) {
      Attempt.refuses(FILE, Files.readAllBytes(file), CardFuzzTest::read);
    }
  }
}
