package bnn4j.overlay.params;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.overlay.driver.SmallOverlays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in the files of a parameter folder, it is read or refused. */
class ParameterFolderFuzzTest {
  private static final Path FOLDER = Attempt.folder("params").resolve("smallBits");
  private static final List<String> NAMES =
      List.of("classes.txt", "output.yaml", "overlay.yaml", "0-0-weights.bin", "1-3-thres.bin");

  @BeforeContainer
  static void makeSeed() throws IOException {
    Files.createDirectories(FOLDER.getParent());
    ParameterFolder.write(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1)), FOLDER);
    Files.writeString(FOLDER.resolve("output.yaml"), "thresholds-per-class: 2\n");
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
    ParameterFolder.load(FOLDER, ParameterFolder.overlayOf(FOLDER));
  }

  @Example
  void theSeedIsWhole() {
    assertThat(Attempt.refuses(ParameterFolderFuzzTest::read)).isFalse();
  }

  @Property
  void aBrokenFileOfASetIsReadOrRefused(
      @ForAll("names") String name, @ForAll("edits") List<Edit> edits) throws IOException {
    Path file = FOLDER.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Attempt.refuses(file, Edit.apply(edits, whole), broken -> read());
    Files.write(file, whole);
  }

  @Example
  void textWithoutEndIsRefusedBeforeItIsRead() throws IOException {
    Path file = FOLDER.resolve("classes.txt");
    byte[] whole = Files.readAllBytes(file);
    byte[] lines = "x\n".repeat(20_000_000).getBytes(StandardCharsets.US_ASCII);
    assertThat(Attempt.refuses(file, lines, broken -> read())).isTrue();
    Files.write(file, whole);
  }
}
