package bnn4j.overlay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.host.InputPacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The original host's packing and decoding. */
class GoldenHostTest {
  private static final Path INPUTS = Path.of("golden/inference/inputs");

  @Test
  void packedDigitsEqualTheOriginals() throws IOException {
    byte[] file = Files.readAllBytes(input("lfc-inputs.idx3-ubyte"));
    assertThat(pack(Overlays.named("lfcW1A1"), file, 16, 0))
        .isEqualTo(Shared.words(input("lfc-inputs.packed.u64")));
  }

  @Test
  void packedColourPicturesEqualTheOriginals() throws IOException {
    byte[] file = Files.readAllBytes(input("cnv-inputs.cifar10.bin"));
    assertThat(pack(Overlays.named("cnvW1A1"), file, 0, 1))
        .isEqualTo(Shared.words(input("cnv-inputs.packed.u64")));
  }

  @Test
  void classesOfWordsEqualTheOriginals() throws IOException {
    Overlay overlay = Overlays.named("lfcW1A1");
    List<String[]> rows = Shared.rows(Shared.path("golden/inference/lfc-decode.csv"));
    assertThat(rows).hasSizeGreaterThan(900);
    for (String[] row : rows) {
      long[] word = {Long.parseUnsignedLong(row[0], 16)};
      int classes = Integer.parseInt(row[1]);
      assertThat(
              List.of(
                  Decode.SINGLE.classOf(overlay, word, 0, classes),
                  Decode.MULTIPLE.classOf(overlay, word, 0, classes)))
          .as(String.join(",", row))
          .isEqualTo(List.of(Integer.valueOf(row[2]), Integer.valueOf(row[3])));
    }
  }

  private static Path input(String name) {
    return Shared.path(INPUTS.resolve(name).toString());
  }

  private static long[] pack(Overlay overlay, byte[] file, int head, int label) {
    InputPacking packing = InputPacking.of(overlay);
    int record = label + packing.pixels();
    int images = (file.length - head) / record;
    long[] words = new long[images * packing.words()];
    for (int i = 0; i < images; i++) {
      packing.pack(file, head + i * record + label, words, i * packing.words());
    }
    return words;
  }
}
