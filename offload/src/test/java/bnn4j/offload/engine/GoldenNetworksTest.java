package bnn4j.offload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Checksum;
import bnn4j.kernels.KernelChoice;
import bnn4j.offload.Golden;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.slots.SlotFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published networks, bit for bit, every layer. */
class GoldenNetworksTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"dog", "horses"})
  void allLayersOfTinierYoloAreTheOriginals(String photo) throws IOException {
    checkLayers(Golden.tinierYolo(), "tinier-yolo/" + photo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n07920052_4", "n01484850_0"})
  void allLayersOfDoReFaAreTheOriginals(String photo) throws IOException {
    checkLayers(Golden.doReFa(), "dorefanet/" + photo);
  }

  private static void checkLayers(OffloadNetwork network, String golden) throws IOException {
    SlotFormat in = format(network, network.schedule().input());
    SlotFormat out = format(network, network.schedule().output());
    Map<String, String> found = new LinkedHashMap<>();
    byte[] values = Golden.gunzip(golden + "/input.u8.gz");
    found.put("input", Checksum.hex(values));
    OffloadEngine engine = OffloadEngine.of(network);
    long[] result =
        engine.trace(
            in.pack(values), (name, side, channels, map) -> found.put(name, Checksum.hex(map)));
    Map<String, String> expected = hashes(golden);
    found.put("output", Checksum.hex(out.unpack(result, 0)));
    found.keySet().retainAll(expected.keySet());
    assertThat(found).isEqualTo(expected);
    assertThat(engine.run(in.pack(values), 1, 1, done -> {})).isEqualTo(result);
  }

  private static SlotFormat format(OffloadNetwork network, MapShape shape) {
    return new SlotFormat(network.schedule().overlay(), shape);
  }

  /** Checksums of one part of the golden file of them. */
  private static Map<String, String> hashes(String part) throws IOException {
    String text = Files.readString(Golden.path("hashes.json"));
    int start = text.indexOf("\"" + part + "\"");
    String block = text.substring(start, text.indexOf('}', start));
    Map<String, String> hashes = new LinkedHashMap<>();
    Matcher entry = Pattern.compile("\"([\\w.]+)\": \"([0-9a-f]{64})\"").matcher(block);
    while (entry.find()) {
      hashes.put(entry.group(1), entry.group(2));
    }
    assertThat(hashes).hasSizeGreaterThan(1);
    return hashes;
  }

  @Test
  void theOriginalsTestOfTinierYoloIsPassed() throws IOException {
    checkTest(Golden.tinierYolo(), "tinier-yolo");
  }

  @Test
  void theOriginalsTestOfDoReFaIsPassed() throws IOException {
    checkTest(Golden.doReFa(), "dorefanet");
  }

  private static void checkTest(OffloadNetwork network, String name) throws IOException {
    Path folder = Golden.original("tests/Test_image/" + name);
    SlotFormat in = format(network, network.schedule().input());
    long[] input = in.read("input.bin", Files.readAllBytes(folder.resolve("input.bin")));
    long[] output = OffloadEngine.of(network).run(input, 1, 1, done -> {});
    assertThat(in.bytes(output)).isEqualTo(Files.readAllBytes(folder.resolve("verification.bin")));
  }

  @ParameterizedTest
  @CsvSource({"scalar", "vector"})
  void aRandomNetworkWithSplitsIterationsAndUnorderedThresholdsIsTheOriginals(String kernel)
      throws IOException {
    OffloadNetwork network = Golden.synthetic(scratch);
    OffloadEngine engine = OffloadEngine.of(network, KernelChoice.of(kernel).kernel());
    SlotFormat in = format(network, network.schedule().input());
    long[] input =
        in.read("packed-input.bin", Files.readAllBytes(Golden.path("synth-w1a2/packed-input.bin")));
    assertThat(input).isEqualTo(in.pack(Golden.gunzip("synth-w1a2/input.u8.gz")));
    Map<String, byte[]> maps = new HashMap<>();
    Map<String, Integer> channels = new HashMap<>();
    long[] output =
        engine.trace(
            input,
            (name, side, width, map) -> {
              maps.put(name, map);
              channels.put(name, width);
            });
    assertThat(in.bytes(output))
        .isEqualTo(Files.readAllBytes(Golden.path("synth-w1a2/packed-verification.bin")));
    assertThat(maps)
        .containsOnlyKeys("conv1.0", "pool1.0", "conv1.1", "pool1.1", "merge1", "conv2", "conv3");
    maps.forEach(
        (name, map) -> {
          byte[] golden = Golden.gunzip("synth-w1a2/%s.u8.gz".formatted(name));
          int pixels = map.length / channels.get(name);
          assertThat(cut(map, channels.get(name), golden.length / pixels))
              .as(name)
              .isEqualTo(golden);
        });
  }

  /** The first channels of each pixel. */
  private static byte[] cut(byte[] map, int channels, int kept) {
    byte[] values = new byte[map.length / channels * kept];
    for (int i = 0; i < values.length; i++) {
      values[i] = map[i / kept * channels + i % kept];
    }
    return values;
  }
}
