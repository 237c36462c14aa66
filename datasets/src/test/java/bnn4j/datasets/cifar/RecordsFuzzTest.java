package bnn4j.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.Gzip;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in records or pickles, they are read or refused. */
class RecordsFuzzTest {
  private static final Path FILE = Attempt.folder("records").resolve("r");

  private static final byte[] RECORDS = records();
  private static final byte[] PACKED = Gzip.pack(RECORDS);
  private static final byte[] PICKLE = Pickle.batch(RECORDS);

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

  @Property
  void brokenRecordsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    for (byte[] seed : List.of(RECORDS, PACKED)) {
      Attempt.refuses(FILE, Edit.apply(edits, seed), file -> reader.readImages(file, 10));
    }
  }

  @Property
  void aBrokenPickleIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] broken = Edit.apply(edits, PICKLE);
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
