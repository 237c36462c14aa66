package bnn4j.offload.dorefa;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in a list of classes or of photos, it is read or refused. */
class ImageNetFuzzTest {
  private static final Path FOLDER = Attempt.folder("ilsvrc");
  private static final Path CLASSES = FOLDER.resolve("imagenet-classes.pkl");
  private static final ImageNetClasses NAMED =
      new ImageNetClasses(
          IntStream.range(0, 1000).mapToObj("n%08d"::formatted).toList(),
          IntStream.range(0, 1000).mapToObj("name %d"::formatted).toList());
  private static final String LIST = "a.JPEG 7\nb.JPEG 999\n";
  private static final String SOLUTION =
      "ImageId,PredictionString\na,n00000007 1 2 3 4\nb,n00000999 9 8 7 6\n";

  @BeforeContainer
  static void makePhotos() throws IOException {
    Files.createDirectories(FOLDER);
    for (String name : List.of("a.JPEG", "b.JPEG")) {
      Files.write(FOLDER.resolve(name), new byte[1]);
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] pickle() {
    return IntStream.range(0, 1000)
        .mapToObj("I%d\n(lS'n%1$08d'\naS'name %1$d, other'\nas"::formatted)
        .collect(Collectors.joining("", "(d", "."))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void readClasses(Path file) {
    ImageNetClasses.read(file.getParent()).shortName(999);
  }

  private static void readPhotos(Path file) {
    IlsvrcFolder.photos(file.getParent(), NAMED);
  }

  private static boolean refuses(String name, byte[] content) throws IOException {
    Path list = FOLDER.resolve(name);
    boolean refused = Attempt.refuses(list, content, ImageNetFuzzTest::readPhotos);
    Files.delete(list);
    return refused;
  }

  @Example
  void theSeedsAreWhole() throws IOException {
    assertThat(Attempt.refuses(CLASSES, pickle(), ImageNetFuzzTest::readClasses)).isFalse();
    assertThat(refuses("val.txt", bytes(LIST))).isFalse();
    assertThat(refuses("LOC_val_solution.csv", bytes(SOLUTION))).isFalse();
  }

  /** Pairs of pairs of pairs, each twice in the next: as a text it would fill all memory. */
  @Example
  void aNameThatIsNoTextIsRefused() {
    StringBuilder nested = new StringBuilder("S'x'\np0\n");
    for (int depth = 1; depth < 60; depth++) {
      nested.append("g%d\n\u0086p%d\n".formatted(depth - 1, depth));
    }
    String pickle = new String(pickle(), StandardCharsets.ISO_8859_1);
    String bomb = pickle.replace("S'n00000000'\n", nested);
    assertThat(bomb).isNotEqualTo(pickle);
    assertThat(
            Attempt.refuses(
                CLASSES, bomb.getBytes(StandardCharsets.ISO_8859_1), ImageNetFuzzTest::readClasses))
        .isTrue();
  }

  @Property
  void brokenClassesAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(CLASSES, Edit.apply(edits, pickle()), ImageNetFuzzTest::readClasses);
  }

  @Property
  void aBrokenListIsReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    refuses("val.txt", Edit.apply(edits, bytes(LIST)));
    refuses("LOC_val_solution.csv", Edit.apply(edits, bytes(SOLUTION)));
  }
}
