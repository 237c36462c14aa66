package bnn4j.overlay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in the files of a trace, it is read or refused. */
class TraceFolderFuzzTest {
  private static final Path FOLDER = Attempt.folder("trace");
  private static final List<String> NAMES =
      List.of("input.i8.gz", "acc0.i16.gz", "act0.i8.gz", "pool0.i8.gz", "cycle0.i32.gz");

  @BeforeContainer
  static void makeSeed() {
    LayerTrace layer =
        new LayerTrace(new int[] {3, -4, 5, 6}, new byte[] {1, 0, 1, 1}, new byte[1]);
    TraceFolder.write(new Trace(new byte[] {1, 2, 3}, List.of(layer), new long[0]), FOLDER);
    TraceFolder.writeCycles(List.of(new int[] {1, 2, 3, 4}), FOLDER);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(NAMES);
  }

  private static void read() {
    TraceFolder.read(FOLDER);
    TraceFolder.cycle(FOLDER, 0, 3);
  }

  @Example
  void theSeedIsWhole() {
    assertThat(Attempt.refuses(TraceFolderFuzzTest::read)).isFalse();
  }

  @Property
  void aBrokenTraceIsReadOrRefused(@ForAll("names") String name, @ForAll("edits") List<Edit> edits)
      throws IOException {
    Path file = FOLDER.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Attempt.refuses(file, Edit.apply(edits, whole), broken -> read());
    Files.write(file, whole);
  }
}
