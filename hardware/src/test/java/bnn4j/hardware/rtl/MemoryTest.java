package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of parameters alone. */
class MemoryTest {
  private static final int WIDTH = 70;
  private static final int DEPTH = 11;

  @TempDir Path scratch;

  private final Random random = new Random(8);
  private final BigInteger[] words = new BigInteger[DEPTH];

  @Test
  void aWordIsThereFromTheNextCycleUntilTheNextIsAskedFor() throws IOException {
    try (PinBench bench = bench(Map.of())) {
      for (int at = 0; at < DEPTH; at++) {
        write(bench, at);
        bench.cycle();
      }
      check(bench);
    }
  }

  @Test
  void itStartsWithTheContentOfItsFile() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int at = 0; at < DEPTH; at++) {
      words[at] = new BigInteger(WIDTH, random);
      content.append(words[at].toString(16)).append('\n');
    }
    Path folder = Files.createDirectories(scratch.resolve("memories"));
    Files.writeString(folder.resolve("some.mem"), content.toString());
    try (PinBench bench = bench(Map.of("FOLDER", "\"memories\"", "NAME", "\"some.mem\""))) {
      check(bench);
    }
  }

  private void check(PinBench bench) throws IOException {
    BigInteger asked = null;
    for (int cycle = 0; cycle < 300; cycle++) {
      int writeAt = random.nextInt(DEPTH);
      boolean writes = random.nextInt(3) == 0;
      int readAt = random.nextInt(DEPTH);
      // What is read while it is written is not defined.
      boolean reads = random.nextInt(3) > 0 && !(writes && readAt == writeAt);
      BigInteger next = reads ? words[readAt] : asked;
      if (writes) {
        write(bench, writeAt);
      } else {
        bench.set("write", false);
        bench.set("write_data", new BigInteger(WIDTH, random));
      }
      bench.set("read", reads);
      bench.set("read_at", readAt);
      bench.cycle();
      if (asked != null) {
        assertThat(bench.get("read_data")).as("cycle %d", cycle).isEqualTo(asked);
      }
      asked = next;
    }
  }

  private void write(PinBench bench, int at) {
    words[at] = new BigInteger(WIDTH, random);
    bench.set("write", true);
    bench.set("write_at", at);
    bench.set("write_data", words[at]);
  }

  private PinBench bench(Map<String, String> content) throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>(content);
    parameters.put("WIDTH", WIDTH);
    parameters.put("DEPTH", DEPTH);
    parameters.put("ADDRESS_BITS", 4);
    Map<String, Integer> inputs = new LinkedHashMap<>();
    inputs.put("write", 1);
    inputs.put("write_at", 4);
    inputs.put("write_data", WIDTH);
    inputs.put("read", 1);
    inputs.put("read_at", 4);
    return new PinBench(scratch, "bnn_memory", parameters, inputs, Map.of("read_data", WIDTH));
  }
}
