package bnn4j.offload.deep;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.slots.MapFile;
import bnn4j.offload.slots.SlotFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in the files of an offloaded network, it is read or refused. */
class DeepFuzzTest {
  private static final Path FILE = Attempt.folder("deep").resolve("network.yaml");
  private static final Path MAP = Attempt.folder("deep").resolve("in.bin");
  private static final Path FOLDER = Attempt.folder("deep").resolve("set");
  private static final SlotFormat FORMAT = new SlotFormat(OffloadOverlay.W1A3, new MapShape(70, 3));

  private static final byte[] YAML =
      """
      name: small
      offload: W1A3
      input: {channels: 3, dimension: 16}
      layers:
        - convolution: {kernel: 3, channels: 24, padding: 1}
        - convolution: {kernel: 3, channels: 40, stride: 2, padding: 1}
        - max-pool: {size: 2, stride: 1}
        - convolution: {kernel: 2, channels: 300}
        - dense: {neurons: 20, weights: 4}
        - dense: {neurons: 10}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static Map<String, byte[]> numbers;

  @BeforeContainer
  static void makeSeed() throws IOException {
    Files.createDirectories(FOLDER.getParent());
    RandomDeepNetwork maker = new RandomDeepNetwork(OffloadOverlay.W1A3, 7);
    DeepNetwork deep = maker.network();
    DeepSet set = DeepSet.of(deep, maker.trained(deep.network()), List.of("a", "b", "c"));
    new DeepSetFolder(FOLDER).write(set, Map.of());
    numbers = BrokenZip.entries(Files.readAllBytes(FOLDER.resolve(DeepSetFolder.PROCESSOR)));
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        DeepSetFolder.NETWORK,
        DeepSetFolder.LAYERS,
        DeepSetFolder.CLASSES,
        DeepSetFolder.PROCESSOR);
  }

  private static void readNetwork(Path file) {
    DeepNetworkFile.toYaml(DeepNetworkFile.read(file));
  }

  private static void readMap(Path file) throws IOException {
    MapFile.read(file, 2, FORMAT).images(0, 2);
  }

  private static void readSet() {
    new DeepSetFolder(FOLDER).read();
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(FILE, YAML, DeepFuzzTest::readNetwork)).isFalse();
    assertThat(Attempt.refuses(DeepFuzzTest::readSet)).isFalse();
    byte[] map = FORMAT.bytes(new long[2 * FORMAT.words()]);
    assertThat(Attempt.refuses(MAP, map, DeepFuzzTest::readMap)).isFalse();
  }

  @Property
  void aBrokenNetworkIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, YAML), DeepFuzzTest::readNetwork);
  }

  @Property
  void brokenMapsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] map = FORMAT.bytes(new long[2 * FORMAT.words()]);
    Attempt.refuses(MAP, Edit.apply(edits, map), DeepFuzzTest::readMap);
  }

  @Property
  void aSetWithABrokenFileIsReadOrRefused(
      @ForAll("names") String name, @ForAll("edits") List<Edit> edits) throws IOException {
    Path file = FOLDER.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Attempt.refuses(file, Edit.apply(edits, whole), broken -> readSet());
    Files.write(file, whole);
  }

  @Property
  void aSetWithBrokenNumbersIsReadOrRefused(@ForAll("edits") List<Edit> edits) throws IOException {
    Path file = FOLDER.resolve(DeepSetFolder.PROCESSOR);
    byte[] whole = Files.readAllBytes(file);
    Attempt.refuses(file, BrokenZip.of(numbers, edits), broken -> readSet());
    Files.write(file, whole);
  }
}
