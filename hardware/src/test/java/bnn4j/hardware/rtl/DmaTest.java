package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader and the writer alone, each between a stream and a memory. */
class DmaTest {
  private static final int BURSTS = 4;
  private static final int[] IMAGE_WORDS = {1, 2, 13, 15, 16, 17, 33, 384};

  @TempDir Path scratch;

  private final Random random = new Random(4096);

  /** Some place of which nothing is known but that it is a word's, often shortly before a page. */
  private long address() {
    long page = (random.nextLong() >>> 13) << 12;
    return page + 8L * (random.nextBoolean() ? 512 - random.nextInt(40) : random.nextInt(512));
  }

  private int images(int imageWords) {
    return 1 + random.nextInt(Math.max(1, 60 / imageWords));
  }

  @Test
  void theReaderGivesTheWordsOfAllImagesInTheirOrder() throws IOException {
    for (int imageWords : IMAGE_WORDS) {
      try (PinBench bench = reader(imageWords)) {
        bench.reset(2);
        for (int stalls : new int[] {0, 2, 5, 0}) {
          read(bench, imageWords, stalls, Integer.MAX_VALUE);
          read(bench, imageWords, stalls, 1 + random.nextInt(40));
          bench.reset(1);
        }
      }
    }
  }

  /** Reads some images, or a few cycles of them. */
  private void read(PinBench bench, int imageWords, int stalls, int cycles) throws IOException {
    int images = images(imageWords);
    long address = address();
    AxiMemory memory = new AxiMemory(bench, stalls, random);
    List<BigInteger> expected = new ArrayList<>();
    for (int word = 0; word < images * imageWords; word++) {
      BigInteger value = new BigInteger(64, random);
      memory.put(address + 8L * word, value.longValue());
      expected.add(value);
    }
    StreamOut out = new StreamOut(bench, "out", stalls, random);
    memory.driveReads();
    // The lowest bits of an address are of no matter.
    start(bench, address + random.nextInt(8), images);
    int more = 40;
    int patience = Math.min(cycles, 2000 + 100 * expected.size());
    for (int cycle = 0; more > 0 && cycle < patience; cycle++) {
      memory.driveReads();
      out.drive();
      bench.cycle();
      memory.lookAtReads();
      out.look();
      assertThat(memory.openReads()).as("bursts ahead").isLessThanOrEqualTo(BURSTS);
      arguments(bench);
      more -= out.words().size() == expected.size() && memory.idle() ? 1 : 0;
    }
    if (cycles == Integer.MAX_VALUE) {
      assertThat(out.values()).isEqualTo(expected);
    } else {
      assertThat(out.values()).isEqualTo(expected.subList(0, out.words().size()));
    }
  }

  @Test
  void theWriterPutsAllResultsInMemoryAndThenSaysSo() throws IOException {
    for (int imageWords : IMAGE_WORDS) {
      try (PinBench bench = writer(imageWords)) {
        bench.reset(2);
        for (int stalls : new int[] {0, 2, 5, 0}) {
          write(bench, imageWords, stalls, Integer.MAX_VALUE);
          write(bench, imageWords, stalls, 1 + random.nextInt(40));
          bench.reset(1);
        }
      }
    }
  }

  @Test
  void nothingToReadOrWriteIsDoneAtOnce() throws IOException {
    try (PinBench bench = writer(3)) {
      bench.reset(2);
      AxiMemory memory = new AxiMemory(bench, 0, random);
      memory.driveWrites();
      start(bench, address(), 0);
      bench.cycle();
      assertThat(bench.high("done")).isTrue();
      bench.cycle();
      assertThat(bench.high("done")).isFalse();
    }
  }

  private void write(PinBench bench, int imageWords, int stalls, int cycles) throws IOException {
    int images = images(imageWords);
    long address = address();
    AxiMemory memory = new AxiMemory(bench, stalls, random);
    List<BigInteger> words =
        IntStream.range(0, images * imageWords).mapToObj(i -> new BigInteger(64, random)).toList();
    StreamIn in = new StreamIn(bench, "in", 64, words, stalls, random);
    memory.driveWrites();
    bench.set("in_valid", false);
    start(bench, address + random.nextInt(8), images);
    int done = 0;
    int more = 40;
    int patience = Math.min(cycles, 2000 + 100 * words.size());
    for (int cycle = 0; more > 0 && cycle < patience; cycle++) {
      memory.driveWrites();
      in.drive();
      bench.cycle();
      memory.lookAtWrites();
      in.look();
      if (bench.high("done")) {
        done++;
        assertThat(memory.idle()).as("all is in memory").isTrue();
        assertThat(memory.words()).hasSize(words.size());
      }
      arguments(bench);
      more -= done;
    }
    Map<Long, Long> expected = new HashMap<>();
    for (int word = 0; word < words.size(); word++) {
      expected.put(address + 8L * word, words.get(word).longValue());
    }
    if (cycles == Integer.MAX_VALUE) {
      assertThat(done).isEqualTo(1);
      assertThat(memory.words()).isEqualTo(expected);
    } else {
      assertThat(expected).containsAllEntriesOf(memory.words());
    }
  }

  private void start(PinBench bench, long address, int images) throws IOException {
    bench.set("start", true);
    bench.set("address", address);
    bench.set("images", images);
    bench.cycle();
    bench.set("start", false);
    arguments(bench);
  }

  /** They are taken with the start; afterwards they may be anything. */
  private void arguments(PinBench bench) {
    bench.set("address", random.nextLong());
    bench.set("images", random.nextInt());
  }

  private PinBench reader(int imageWords) throws IOException {
    return new PinBench(
        scratch.resolve("reader" + imageWords),
        "bnn_reader",
        Map.of("IMAGE_WORDS", imageWords, "BURSTS", BURSTS),
        pins(
            "reset",
            1,
            "start",
            1,
            "address",
            64,
            "images",
            32,
            "m_axi_arready",
            1,
            "m_axi_rdata",
            64,
            "m_axi_rlast",
            1,
            "m_axi_rvalid",
            1,
            "out_ready",
            1),
        pins(
            "m_axi_araddr",
            64,
            "m_axi_arlen",
            8,
            "m_axi_arvalid",
            1,
            "m_axi_rready",
            1,
            "out_data",
            64,
            "out_valid",
            1));
  }

  private PinBench writer(int imageWords) throws IOException {
    return new PinBench(
        scratch.resolve("writer" + imageWords),
        "bnn_writer",
        Map.of("IMAGE_WORDS", imageWords),
        pins(
            "reset",
            1,
            "start",
            1,
            "address",
            64,
            "images",
            32,
            "m_axi_awready",
            1,
            "m_axi_wready",
            1,
            "m_axi_bvalid",
            1,
            "in_data",
            64,
            "in_valid",
            1),
        pins(
            "done",
            1,
            "m_axi_awaddr",
            64,
            "m_axi_awlen",
            8,
            "m_axi_awvalid",
            1,
            "m_axi_wdata",
            64,
            "m_axi_wlast",
            1,
            "m_axi_wvalid",
            1,
            "m_axi_bready",
            1,
            "in_ready",
            1));
  }

  private static Map<String, Integer> pins(Object... namesAndBits) {
    Map<String, Integer> pins = new LinkedHashMap<>();
    for (int i = 0; i < namesAndBits.length; i += 2) {
      pins.put((String) namesAndBits[i], (Integer) namesAndBits[i + 1]);
    }
    return pins;
  }
}
