package bnn4j.network.npz;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in an archive of arrays, it is read or refused. */
class NpzFuzzTest {
  private static final Path FILE = Attempt.folder("npz").resolve("n.npz");

  private static final Network NETWORK =
      Network.fullyConnected(new InputFormat(1, 4, 1), new Precision(1, 1), 6, 8);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void read(Path file) {
    NpzReader.isNpz(file);
    NpzReader.read(file, NETWORK, "net", count -> "");
  }

  @Property
  void aBrokenArchiveIsReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    NpzFile file = NpzFile.network(NETWORK, 3);
    Attempt.refuses(FILE, Edit.apply(edits, file.stored()), NpzFuzzTest::read);
    Attempt.refuses(FILE, Edit.apply(edits, file.deflated()), NpzFuzzTest::read);
  }

  /** What damages an archive's checksums hides what is in an array; so arrays are broken, too. */
  @Property
  void aBrokenArrayIsReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    NpzFile file = NpzFile.network(NETWORK, 3);
    file.raw(6, Edit.apply(edits, file.raw(6)));
    Attempt.refuses(FILE, file.stored(), NpzFuzzTest::read);
  }
}
