package bnn4j.datasets.tree;

import bnn4j.datasets.Zips;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in an archive, its files are read or refused. */
class ZipTreeFuzzTest {
  private static final Path FILE = Attempt.folder("zip").resolve("z.zip");

  private static final Map<String, byte[]> FILES =
      new TreeMap<>(
          Map.of(
              "a/one.txt",
              "one one one one".getBytes(StandardCharsets.US_ASCII),
              "b.bin",
              new byte[300]));

  private static final byte[] SEED = Zips.zip(FILES);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void readAll(Path file) {
    try (FileTree tree = FileTree.open(file)) {
      tree.names().forEach(tree::read);
    }
  }

  @Property
  void aBrokenArchiveIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, SEED), ZipTreeFuzzTest::readAll);
  }

  @Property
  void anArchiveThatLiesIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, BrokenZip.of(FILES, edits), ZipTreeFuzzTest::readAll);
  }

  @Example
  void whatOnceBrokeAReaderIsReadOrRefused() {
    Attempt.corpus("archive").forEach(file -> Attempt.refuses(() -> readAll(file)));
  }
}
