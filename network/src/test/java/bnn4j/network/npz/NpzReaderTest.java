package bnn4j.network.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Networks;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzReaderTest {
  /** Two dense layers, 12 arrays. */
  private static final Network BITS =
      Network.fullyConnected(new InputFormat(1, 4, 1), new Precision(1, 1), 6, 8);

  /** A convolution to a 2x2 map, and scores: 11 arrays. */
  private static final Network SCORES =
      Network.of(new InputFormat(3, 4, 8), new Precision(1, 2)).convolution(3, 5).dense(6).scores();

  private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (8,), }";

  /** Enough to meet each kind of damage; more were tried once. */
  private static final int ROUNDS = Integer.getInteger("bnn4j.fuzz.rounds", 1000);

  @TempDir private Path folder;

  @Test
  void outputsComeFromTheFileAndTheRestFromTheNetwork() throws IOException {
    TrainedNetwork network = read(NpzFile.network(BITS, 3).stored(), BITS);
    assertThat(network.network()).isEqualTo(BITS.withOutputs(3));
    assertThat(network.poolsBeforeNorm()).isTrue();
  }

  @Test
  void storedAndDeflatedArchivesReadTheSame() throws IOException {
    NpzFile file = NpzFile.network(BITS, 6);
    TrainedNetwork stored = read(file.stored(), BITS);
    TrainedNetwork deflated = read(file.deflated(), BITS);
    for (int i = 0; i < 2; i++) {
      assertThat(deflated.layers().get(i))
          .usingRecursiveComparison()
          .isEqualTo(stored.layers().get(i));
    }
  }

  @Test
  void arraysOfALayerAreWeightsBiasBetaGammaMeanAndInverseDeviation() throws IOException {
    NpzFile file = NpzFile.network(BITS, 1);
    for (int i = 7; i < 12; i++) {
      file.array(i, new float[] {i}, 1);
    }
    TrainedLayer layer = read(file.stored(), BITS).layers().get(1);
    assertThat(layer.bias()).containsExactly(7);
    assertThat(layer.beta()).containsExactly(8);
    assertThat(layer.gamma()).containsExactly(9);
    assertThat(layer.mean()).containsExactly(10);
    assertThat(layer.invStd()).containsExactly(11);
  }

  @Test
  void weightsWithoutSignsAreRefused() throws IOException {
    int fanIn = BITS.layers().get(0).fanIn();
    int neurons = BITS.layers().get(0).neurons();
    float[] bits = new float[fanIn * neurons];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = i % 2;
    }
    NpzFile file = NpzFile.network(BITS, 3).array(0, bits, fanIn, neurons);
    assertThatThrownBy(() -> read(file.stored(), BITS))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            ", arr_0.npy: expected weights with signs, such as -1 and +1, found only 0 and 1;"
                + " store 2 * w - 1");
  }

  @Test
  void whatMacOsPacksBesideTheArraysIsLeftOut() throws IOException {
    NpzFile file = NpzFile.network(BITS, 3).entry("__MACOSX/._arr_0.npy", new byte[] {0, 5, 22, 7});
    assertThat(read(file.stored(), BITS).network()).isEqualTo(BITS.withOutputs(3));
  }

  @Test
  void denseWeightsAreTransposed() throws IOException {
    NpzFile file = NpzFile.network(BITS, 2).array(6, counting(16), 8, 2);
    TrainedLayer layer = read(file.stored(), BITS).layers().get(1);
    assertThat(layer.weights())
        .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
  }

  @Test
  void kernelsAreReorderedToChannelFastest() throws IOException {
    NpzFile file = NpzFile.network(SCORES, 2).array(0, counting(5 * 27), 5, 3, 3, 3);
    float[] weights = read(file.stored(), SCORES).layers().get(0).weights();
    // Neuron 1, kernel row 2, kernel column 0, channel 2.
    assertThat(weights[27 + (2 * 3 + 0) * 3 + 2]).isEqualTo(27 + 2 * 9 + 2 * 3 + 0);
    assertThat(Arrays.copyOf(weights, 6)).containsExactly(0, 9, 18, 1, 10, 19);
  }

  @Test
  void denseLayerAfterAMapTakesItPixelByPixel() throws IOException {
    NpzFile file = NpzFile.network(SCORES, 1).array(6, counting(20), 20, 1);
    float[] weights = read(file.stored(), SCORES).layers().get(1).weights();
    assertThat(Arrays.copyOf(weights, 7)).containsExactly(0, 4, 8, 12, 16, 1, 5);
  }

  @Test
  void scoresHaveNoBiasAndTheirNormMayBeScalar() throws IOException {
    NpzFile file = NpzFile.network(SCORES, 2);
    file.array(8, new float[] {-0.5f}).array(9, new float[] {3});
    TrainedLayer layer = read(file.stored(), SCORES).layers().get(1);
    assertThat(layer.bias()).containsExactly(0, 0);
    assertThat(layer.gamma()).containsExactly(-0.5f, -0.5f);
    assertThat(layer.mean()).containsExactly(3, 3);
  }

  @Test
  void laterFormatVersionsAndOtherSpacingAreRead() throws IOException {
    NpzFile file = NpzFile.network(BITS, 2);
    byte[] first = file.raw(1);
    byte[] second = new byte[first.length + 2];
    System.arraycopy(first, 0, second, 0, 10);
    System.arraycopy(first, 10, second, 12, first.length - 10);
    second[6] = 2;
    file.raw(1, second);
    file.header(2, "{'shape':(8L,),'fortran_order' : False,'descr':'<f4'}");
    assertThat(read(file.stored(), BITS).layers()).hasSize(2);
  }

  @Test
  void missingFileIsRefused() {
    Path file = folder.resolve("none.npz");
    assertThatThrownBy(() -> NpzReader.read(file, BITS, "bits", count -> ""))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void fileLargerThanAnyNetworkIsRefusedUnopened() throws IOException {
    assertRefused(
        new byte[2_000_000], BITS, ": 2000000 bytes, a network for bits has at most 1050544");
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    assertRefused(
        "weights".repeat(10).getBytes(StandardCharsets.US_ASCII),
        BITS,
        ": not a readable zip file: zip END header not found");
  }

  @Test
  void anotherNetworkIsRefusedByItsCountOfArraysWithTheAdviceThatIsGiven() throws IOException {
    byte[] bits = NpzFile.network(BITS, 2).stored();
    assertRefused(bits, SCORES, ": expected 11 arrays, which scores needs, found 12");
    NpzFile lfc = new NpzFile();
    for (int i = 0; i < 24; i++) {
      lfc.array(i, new float[1], 1);
    }
    assertRefused(
        lfc.stored(),
        Networks.named("cnvW1A1"),
        ": expected 53 arrays, which cnvW1A1 needs, found 24; use --overlay lfcW1A1 or --overlay"
            + " lfcW1A2");
  }

  @Test
  void arrayUnderAnotherNameIsMissed() throws IOException {
    NpzFile file = NpzFile.network(BITS, 2);
    file.entry("gamma.npy", file.raw(3)).without(3);
    assertRefused(
        file.stored(),
        BITS,
        ", arr_3.npy: missing, or an array is given twice; expected arr_0.npy to arr_11.npy,"
            + " each once; found gamma.npy: give numpy.savez the arrays without names");
  }

  @Test
  void arrayThatIsThereTwiceIsRefused() throws IOException {
    byte[] zip = NpzFile.network(BITS, 2).stored();
    // The name stands in the local header and in the directory.
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace("arr_4.npy", "arr_5.npy");
    assertRefused(
        text.getBytes(StandardCharsets.ISO_8859_1),
        BITS,
        ", arr_4.npy: missing, or an array is given twice; expected arr_0.npy to arr_11.npy,"
            + " each once");
  }

  @Test
  void arrayOfAnotherShapeIsRefused() throws IOException {
    assertArrayRefused(
        NpzFile.network(BITS, 2).array(3, new float[7], 7), 3, "expected shape (8,), found (7,)");
    assertArrayRefused(
        NpzFile.network(BITS, 2).array(0, new float[128], 8, 16),
        0,
        "expected shape (16, 8), found (8, 16)");
    assertArrayRefused(
        NpzFile.network(BITS, 2).array(8, new float[1]), 8, "expected shape (2,), found ()");
  }

  @Test
  void moreClassesThanTheNetworkHasOutputsAreRefused() throws IOException {
    assertArrayRefused(
        NpzFile.network(BITS, 7), 6, "expected shape (8, N) with N from 1 to 6, found (8, 7)");
    assertArrayRefused(
        NpzFile.network(BITS, 2).array(6, new float[0], 8, 0),
        6,
        "expected shape (8, N) with N from 1 to 6, found (8, 0)");
  }

  @Test
  void whatIsNoNumpyArrayIsRefused() throws IOException {
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, new byte[200]),
        1,
        "not a numpy array, the magic number \\x93NUMPY is missing");
  }

  @Test
  void unknownFormatVersionIsRefused() throws IOException {
    byte[] npy = NpzFile.npy(GOOD, new float[8]);
    npy[6] = 4;
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, npy),
        1,
        "expected numpy format version 1, 2 or 3, found 4");
  }

  @Test
  void whatIsNoNumberIsRefused() throws IOException {
    for (String type : List.of("<c8", "<U3", "|S4", "|O", "<f3", "<f16", "<M8")) {
      assertArrayRefused(
          NpzFile.network(BITS, 2).header(1, GOOD.replace("<f4", type)),
          1,
          "expected descr of floats or whole numbers, such as '<f4', '<f8' or '|i1', found '%s'"
              .formatted(type));
    }
  }

  @Test
  void everyTypeOfNumberInEitherByteOrderIsTheSameNetwork() throws IOException {
    float[] numbers = {0, 1, 1, 0, 1, 0, 0, 1};
    float[] expected =
        read(NpzFile.network(BITS, 2).array(1, numbers, 8).stored(), BITS).layers().get(0).bias();
    for (String type :
        List.of(
            "<f2", ">f2", ">f4", "<f8", ">f8", "|i1", "|u1", "|b1", "<i2", ">u2", ">i4", "<u4",
            "<i8", ">u8")) {
      byte[] npy = NpzFile.npy(GOOD.replace("<f4", type), type, numbers);
      TrainedNetwork read = read(NpzFile.network(BITS, 2).raw(1, npy).stored(), BITS);
      assertThat(read.layers().get(0).bias()).as(type).isEqualTo(expected);
    }
  }

  @Test
  void numbersBeyondFloatsAreRefused() throws IOException {
    byte[] npy = NpzFile.npy(GOOD.replace("<f4", "<f8"), "<f8", 0, 0, 0, 0, 0, 0, 0, 0);
    ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).putDouble(npy.length - 8, 1e300);
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, npy),
        1,
        "expected numbers within 32-bit floats, found 1.0E300");
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    NpzFile file = NpzFile.network(BITS, 6);
    byte[] array = file.raw(1);
    array[array.length - 1] = 0x7f;
    array[array.length - 2] = (byte) 0x80;
    array[array.length - 3] = 0;
    array[array.length - 4] = 0;
    int last = BITS.layers().get(0).neurons() - 1;
    assertArrayRefused(
        file.raw(1, array),
        1,
        "number %d is Infinity; training diverged or the file is damaged; use an earlier file"
            .formatted(last));
  }

  @Test
  void halfFloatsHaveSignsFractionsAndSmallNumbers() {
    ByteBuffer bytes = ByteBuffer.allocate(12);
    for (int bits : new int[] {0x3c00, 0xc248, 0x0001, 0x7bff, 0xfc00, 0x7e00}) {
      bytes.putShort((short) bits);
    }
    NumberType type = NumberType.of(">f2");
    bytes.flip();
    float[] read = new float[6];
    for (int i = 0; i < 6; i++) {
      read[i] = type.next(bytes);
    }
    assertThat(read)
        .containsExactly(1, -3.140625f, 0x1p-24f, 65504, Float.NEGATIVE_INFINITY, Float.NaN);
  }

  @Test
  void theOrderOfColumnsFirstIsTurned() throws IOException {
    NpzFile file = NpzFile.network(SCORES, 2);
    float[] rows = counting(5 * 27);
    float[] columns = new float[rows.length];
    for (int n = 0, from = 0; n < 5; n++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            columns[n + 5 * (c + 3 * (y + 3 * x))] = rows[from++];
          }
        }
      }
    }
    float[] expected =
        read(file.array(0, rows, 5, 3, 3, 3).stored(), SCORES).layers().get(0).weights();
    file.array(0, columns, 5, 3, 3, 3)
        .header(0, "{'descr': '<f4', 'fortran_order': True, 'shape': (5, 3, 3, 3), }");
    assertThat(read(file.stored(), SCORES).layers().get(0).weights()).isEqualTo(expected);
  }

  @Test
  void whatAFileIsShowsInItsEntriesAndNotInItsName() throws IOException {
    byte[] npz = NpzFile.network(BITS, 2).stored();
    assertThat(NpzReader.isNpz(Files.write(folder.resolve("weights"), npz))).isTrue();
    assertThat(NpzReader.isNpz(Files.write(folder.resolve("NET.ZIP"), npz))).isTrue();
    byte[] other = new NpzFile().entry("configuration.json", new byte[2]).stored();
    assertThat(NpzReader.isNpz(Files.write(folder.resolve("model.npz"), other))).isFalse();
    assertThat(NpzReader.isNpz(Files.write(folder.resolve("NO.NPZ"), new byte[9]))).isTrue();
    assertThat(NpzReader.isNpz(folder.resolve("model.zip"))).isFalse();
  }

  @Test
  void headerThatIsNoDictionaryOfThreeIsRefused() throws IOException {
    for (String header :
        List.of(
            "",
            "{}",
            "{'descr': '<f4', 'shape': (8,), }",
            GOOD.replace("'shape'", "'descr'"),
            GOOD.replace("(8,)", "(8,"),
            GOOD.replace("(8,)", "(-8,)"),
            GOOD.replace("'<f4'", "[('a', '<f4')]"),
            GOOD + "{}")) {
      assertArrayRefused(
          NpzFile.network(BITS, 2).header(1, header),
          1,
          "unsupported header, expected {'descr': '<f4', 'fortran_order': False, 'shape': ...}");
    }
  }

  @Test
  void shapeThatIsNoneIsRefused() throws IOException {
    assertArrayRefused(
        NpzFile.network(BITS, 2).header(1, GOOD.replace("(8,)", "True")),
        1,
        "expected shape (rows, ...), found True");
    assertArrayRefused(
        NpzFile.network(BITS, 2).header(1, GOOD.replace("(8,)", "(99999999999,)")),
        1,
        "expected axis lengths below 10^9, found a larger or negative one");
  }

  @Test
  void absurdHeaderLengthIsRefused() throws IOException {
    byte[] npy = NpzFile.npy(GOOD, new float[8]);
    npy[6] = 2;
    npy[10] = (byte) 0xff;
    npy[11] = (byte) 0xff;
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, npy),
        1,
        "expected a header of at most 10000 bytes, found %d"
            .formatted(0xffff0000L + (npy[8] & 0xff)));
  }

  @Test
  void arrayThatEndsEarlyIsRefused() throws IOException {
    byte[] npy = NpzFile.npy(GOOD, new float[8]);
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, Arrays.copyOf(npy, npy.length - 5)),
        1,
        "expected 32 bytes of numbers, found 27");
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, Arrays.copyOf(npy, 40)), 1, "the file ends in the header");
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, new byte[0]), 1, "the file ends in the header");
  }

  @Test
  void arrayThatGoesOnIsRefusedWithoutInflatingTheRest() throws IOException {
    byte[] npy = NpzFile.npy(GOOD, new float[8]);
    assertArrayRefused(
        NpzFile.network(BITS, 2).raw(1, Arrays.copyOf(npy, 50_000_000)),
        1,
        "expected 32 bytes of numbers, found more");
  }

  @Test
  void flippedBitIsFoundByTheChecksum() throws IOException {
    NpzFile file = NpzFile.network(BITS, 2).array(1, new float[] {1, 2, 3, 4, 5, 6, 7, 8.125f}, 8);
    byte[] zip = file.stored();
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    zip[text.indexOf("\0\0\2A")] ^= 1; // 8.125f, little-endian
    Path path = Files.write(folder.resolve("net.npz"), zip);
    assertThatThrownBy(() -> NpzReader.read(path, BITS, "bits", count -> ""))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(
            "\\Q"
                + path
                + "\\E, arr_1.npy: damaged, expected checksum [0-9a-f]{8}, found"
                + " [0-9a-f]{8}; get the file again");
  }

  @Test
  void mutatedArchivesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(11);
    byte[][] good = {
      NpzFile.network(BITS, 3).stored(),
      NpzFile.network(BITS, 3).deflated(),
      NpzFile.network(SCORES, 3).deflated()
    };
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int which = i % good.length;
      // The directory at the end is where most can go wrong.
      int from = random.nextBoolean() ? 0 : good[which].length - 800;
      byte[] bytes = mutated(good[which], from, random);
      refused += isRefusedInOneLine(bytes, which == 2 ? SCORES : BITS) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void mutatedArraysInSoundArchivesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(12);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      NpzFile file = NpzFile.network(SCORES, 3);
      int index = random.nextInt(11);
      file.raw(index, mutated(file.raw(index), 0, random));
      refused += isRefusedInOneLine(file.stored(), SCORES) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private boolean isRefusedInOneLine(byte[] bytes, Network network) throws IOException {
    try {
      read(bytes, network);
      return false;
    } catch (Refusal e) {
      assertThat(e.getMessage()).startsWith(folder.toString()).doesNotContain("\n");
      return true;
    }
  }

  /** One to four bytes from there on changed, or the tail cut off. */
  private static byte[] mutated(byte[] good, int from, Random random) {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = from + random.nextInt(bytes.length - from);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> {
          if (random.nextInt(8) == 0) {
            return Arrays.copyOf(bytes, at);
          }
        }
      }
    }
    return bytes;
  }

  private void assertArrayRefused(NpzFile file, int index, String message) throws IOException {
    assertRefused(file.deflated(), BITS, ", " + NpzFile.name(index) + ": " + message);
  }

  private void assertRefused(byte[] bytes, Network network, String message) throws IOException {
    Path file = folder.resolve("net.npz");
    assertThatThrownBy(() -> read(bytes, network))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + message);
  }

  private TrainedNetwork read(byte[] bytes, Network network) throws IOException {
    String name = network.equals(SCORES) ? "scores" : network.equals(BITS) ? "bits" : "cnvW1A1";
    return NpzReader.read(
        Files.write(folder.resolve("net.npz"), bytes),
        network,
        name,
        count -> count == 24 ? "; use --overlay lfcW1A1 or --overlay lfcW1A2" : "");
  }

  private static float[] counting(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }
}
