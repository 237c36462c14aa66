package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Passes words through one module of the hardware, simulated. */
final class StreamBench {
  private final Path folder;
  private final Icarus icarus;

  /** A word that came out, and when. */
  record Word(int cycle, BigInteger value) {}

  StreamBench(Path folder, String module, Map<String, Integer> parameters, int in, int out)
      throws IOException {
    Files.createDirectories(folder);
    this.folder = folder;
    this.icarus = new Icarus(folder);
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> file : RtlSources.modules().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
      files.add(file.getKey());
    }
    String text;
    try (InputStream bench = StreamBench.class.getResourceAsStream("stream_bench.sv")) {
      text = new String(bench.readAllBytes(), StandardCharsets.UTF_8);
    }
    String given =
        parameters.entrySet().stream()
            .map(p -> ".%s(%d)".formatted(p.getKey(), p.getValue()))
            .collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("stream_bench.sv"),
        text.replace("MODULE", module)
            .replace("PARAMETERS", given)
            .replace("IN_BITS", Integer.toString(in))
            .replace("OUT_BITS", Integer.toString(out)));
    files.add("stream_bench.sv");
    icarus.compile("stream_bench", files);
  }

  /** All words that come out; of 8 cycles each side waits about so many. */
  List<Word> run(List<BigInteger> words, int results, int stalls, int seed) throws IOException {
    Files.writeString(
        folder.resolve("input.mem"),
        words.stream().map(w -> w.toString(16) + "\n").collect(Collectors.joining()));
    String said =
        icarus.simulate(
            List.of(
                "+words=" + words.size(),
                "+results=" + results,
                "+stalls=" + stalls,
                "+seed=" + seed));
    assertThat(said.lines().filter(line -> !line.contains("$finish"))).isEmpty();
    return Files.readAllLines(folder.resolve("output.txt")).stream()
        .map(line -> line.split(" ", -1))
        .map(parts -> new Word(Integer.parseInt(parts[0]), new BigInteger(parts[1], 16)))
        .toList();
  }
}
