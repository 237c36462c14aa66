package bnn4j.hardware.rtl;

import bnn4j.hardware.rtl.StreamOut.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A module with one stream in, one out, and perhaps more inputs. */
final class StreamModule implements AutoCloseable {
  /** In case more comes out than should. */
  private static final int A_WHILE = 60;

  private final PinBench bench;
  private final int inBits;
  private final Random random;

  StreamModule(
      Path folder, String module, Map<String, ?> parameters, int inBits, int outBits, Random random)
      throws IOException {
    this(folder, module, parameters, Map.of(), inBits, outBits, random);
  }

  /** With more inputs: bits by name. */
  StreamModule(
      Path folder,
      String module,
      Map<String, ?> parameters,
      Map<String, Integer> more,
      int inBits,
      int outBits,
      Random random)
      throws IOException {
    Map<String, Integer> inputs = new LinkedHashMap<>();
    inputs.put("reset", 1);
    inputs.put("in_data", inBits);
    inputs.put("in_valid", 1);
    inputs.put("out_ready", 1);
    inputs.putAll(more);
    Map<String, Integer> outputs = new LinkedHashMap<>();
    outputs.put("in_ready", 1);
    outputs.put("out_data", outBits);
    outputs.put("out_valid", 1);
    this.bench = new PinBench(folder, module, parameters, inputs, outputs);
    this.inBits = inBits;
    this.random = random;
    bench.reset(2);
  }

  PinBench bench() {
    return bench;
  }

  /** Passes words until so many results are out, and a while longer. */
  List<Word> pass(List<BigInteger> words, int results, int stalls) throws IOException {
    StreamIn in = new StreamIn(bench, "in", inBits, words, stalls, random);
    StreamOut out = new StreamOut(bench, "out", stalls, random);
    int more = A_WHILE;
    long patience = bench.cycles() + 1000 + 60L * (words.size() + results);
    while (more > 0) {
      step(in, out);
      if (in.fed() == words.size() && out.words().size() >= results) {
        more--;
      }
      if (bench.cycles() > patience) {
        throw new AssertionError(
            "stuck: %d of %d words in, %d of %d out"
                .formatted(in.fed(), words.size(), out.words().size(), results));
      }
    }
    return out.words();
  }

  /** Passes words for so many cycles, and resets it in the middle of whatever it does. */
  void interrupt(List<BigInteger> words, int cycles) throws IOException {
    StreamIn in = new StreamIn(bench, "in", inBits, words, 2, random);
    StreamOut out = new StreamOut(bench, "out", 2, random);
    for (int i = 0; i < cycles; i++) {
      step(in, out);
    }
    in.drive();
    out.drive();
    bench.reset(1);
  }

  private void step(StreamIn in, StreamOut out) throws IOException {
    in.drive();
    out.drive();
    bench.cycle();
    in.look();
    out.look();
  }

  @Override
  public void close() {
    bench.close();
  }
}
