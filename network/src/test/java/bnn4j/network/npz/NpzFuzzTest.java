package bnn4j.network.npz;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in an archive of arrays, it is read or refused. */
class NpzFuzzTest {
  private static final Path FILE = Attempt.folder("npz").resolve("n.npz");

  private static final Network NETWORK =
      Network.fullyConnected(new InputFormat(1, 4, 1), new Precision(1, 1), 6, 8);

  private static final byte[] STORED;
  private static final byte[] DEFLATED;
  private static final Map<String, byte[]> ARRAYS;

  static {
    try {
      NpzFile file = NpzFile.network(NETWORK, 3);
      STORED = file.stored();
      DEFLATED = file.deflated();
      ARRAYS = BrokenZip.entries(DEFLATED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void read(Path file) {
    NpzReader.isNpz(file);
    NpzReader.read(file, NETWORK, "net", count -> "");
  }

  @Property
  void aBrokenArchiveIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, STORED), NpzFuzzTest::read);
    Attempt.refuses(FILE, Edit.apply(edits, DEFLATED), NpzFuzzTest::read);
  }

  /** What damages an archive's checksums hides what is in an array; so arrays are broken, too. */
  @Property
  void aBrokenArrayIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, BrokenZip.of(ARRAYS, edits), NpzFuzzTest::read);
  }
}
