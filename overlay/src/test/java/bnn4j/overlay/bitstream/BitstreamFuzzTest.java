package bnn4j.overlay.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a bitstream, it is read or refused. */
class BitstreamFuzzTest {
  private static final Path FILE = Attempt.folder("bit").resolve("b.bit");

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] seed() throws IOException {
    return BitFile.content("7z020clg400", new byte[64]);
  }

  @Example
  void theSeedIsWhole() throws IOException {
    assertThat(Attempt.refuses(FILE, seed(), Bitstream::read)).isFalse();
  }

  @Property
  void aBrokenBitstreamIsReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    Attempt.refuses(FILE, Edit.apply(edits, seed()), Bitstream::read);
  }
}
