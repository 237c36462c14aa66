package bnn4j.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in records or pickles, they are read or refused. */
class RecordsFuzzTest {
  private static final Path FILE = Attempt.folder("records").resolve("r");

  private final CifarReader reader = new CifarReader(CifarReader.CIFAR_10);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] records() {
    byte[] records = new byte[3 * 3073];
    new Random(1).nextBytes(records);
    for (int i = 0; i < 3; i++) {
      records[i * 3073] = (byte) i;
    }
    return records;
  }

  private static byte[] packed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(records());
    }
    return packed.toByteArray();
  }

  @Property
  void brokenRecordsAreReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    for (byte[] seed : List.of(records(), packed())) {
      Attempt.refuses(FILE, Edit.apply(edits, seed), file -> reader.readImages(file, 10));
    }
  }

  @Property
  void aBrokenPickleIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] broken = Edit.apply(edits, Pickle.batch(records()));
    Attempt.refuses(() -> PickledBatch.records(broken, "x", CifarReader.CIFAR_10));
  }

  /** Forty million dictionaries, as many as a file of that size can ask for. */
  @Example
  void aPickleOfNothingButDictionariesIsRefused() {
    byte[] bomb = new byte[40_000_000];
    for (byte code : new byte[] {'}', ']', ')', '(', 'N'}) {
      java.util.Arrays.fill(bomb, code);
      assertThat(Attempt.refuses(() -> PickledBatch.records(bomb, "x", CifarReader.CIFAR_10)))
          .isTrue();
    }
  }
}
