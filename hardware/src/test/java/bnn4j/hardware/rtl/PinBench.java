package bnn4j.hardware.rtl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One module of the hardware, simulated, its pins in the hands of a test: what a test sees in a
 * cycle decides what it does in the next. The module has a {@code clock}; all else are its ports.
 */
final class PinBench implements AutoCloseable {
  private static final String BENCH =
      """
      // A line of all inputs, hexadecimal, comes in; a line of all outputs, binary, goes out; then
      // the clock rises.
      module pin_bench;
        logic clock;
        logic [%d:0] in;
        wire [%d:0] out;
        int got;

        %s %s dut (
            .clock(clock),
      %s
        );

        initial begin
          clock = 0;
          forever begin
            got = $fscanf(32'h8000_0000, "%%h", in);
            if (got != 1) $finish;
            #1 $display("%%b", out);
            $fflush(32'h8000_0001);
            #1 clock = 1;
            #1 clock = 0;
          end
        end
      endmodule
      """;

  /** So that neither side's pipe ever fills up. */
  private static final int MOST_UNSEEN = 64;

  /** Where a pin is in the word of all inputs, or of all outputs. */
  private record Place(int at, int bits) {}

  private final Map<String, Place> inputs;
  private final Map<String, Place> outputs;
  private final int outputBits;
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private BigInteger driven = BigInteger.ZERO;
  private String seen = "";
  private int unseen;
  private long cycle;

  /**
   * A module with its parameters.
   *
   * @param parameters numbers, or texts in quotes
   * @param inputs bits of each input but the clock
   * @param outputs bits of each output
   */
  PinBench(
      Path folder,
      String module,
      Map<String, ?> parameters,
      Map<String, Integer> inputs,
      Map<String, Integer> outputs)
      throws IOException {
    this.inputs = places(inputs);
    this.outputs = places(outputs);
    this.outputBits = bits(outputs);
    Files.createDirectories(folder);
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> file : RtlSources.modules().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
      files.add(file.getKey());
    }
    Files.writeString(folder.resolve("pin_bench.sv"), text(module, parameters, bits(inputs)));
    files.add("pin_bench.sv");
    Icarus icarus = new Icarus(folder);
    icarus.compile("pin_bench", files);
    process = icarus.start();
    commands = new PrintWriter(process.getOutputStream(), false, StandardCharsets.US_ASCII);
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static int bits(Map<String, Integer> pins) {
    return pins.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Place> places(Map<String, Integer> pins) {
    Map<String, Place> places = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, Integer> pin : pins.entrySet()) {
      places.put(pin.getKey(), new Place(at, pin.getValue()));
      at += pin.getValue();
    }
    return places;
  }

  private String text(String module, Map<String, ?> parameters, int inputBits) {
    List<String> ports = new ArrayList<>();
    inputs.forEach((name, place) -> ports.add(port(name, "in", place)));
    outputs.forEach((name, place) -> ports.add(port(name, "out", place)));
    return BENCH.formatted(
        inputBits - 1,
        outputBits - 1,
        module,
        parameters.entrySet().stream()
            .map(p -> ".%s(%s)".formatted(p.getKey(), p.getValue()))
            .collect(
                Collectors.joining(
                    ", ", parameters.isEmpty() ? "" : "#(", parameters.isEmpty() ? "" : ")")),
        String.join(",\n", ports));
  }

  private static String port(String name, String word, Place place) {
    return "      .%s(%s[%d:%d])".formatted(name, word, place.at + place.bits - 1, place.at);
  }

  /** Drives an input from the next cycle on. */
  void set(String input, BigInteger value) {
    Place place = inputs.get(input);
    BigInteger mask = BigInteger.ONE.shiftLeft(place.bits).subtract(BigInteger.ONE);
    driven = driven.andNot(mask.shiftLeft(place.at)).or(value.and(mask).shiftLeft(place.at));
  }

  /** Drives an input from the next cycle on with the low bits of a number. */
  void set(String input, long value) {
    set(input, BigInteger.valueOf(value));
  }

  /** Drives an input of one bit. */
  void set(String input, boolean high) {
    set(input, high ? 1 : 0);
  }

  /** A cycle: the outputs settle, which can then be read, and the clock rises. */
  void cycle() {
    commands.println(driven.toString(16));
    cycle++;
    unseen++;
    if (unseen == MOST_UNSEEN) {
      look();
    }
  }

  /** Only cycles that are looked at are waited for. */
  private void look() {
    if (unseen == 0) {
      return;
    }
    commands.flush();
    for (; unseen > 0; unseen--) {
      seen = answer();
      if (seen == null || seen.length() != outputBits) {
        throw new AssertionError("cycle %d: the simulator said %s".formatted(cycle, seen));
      }
    }
  }

  private String answer() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cycles so far. */
  long cycles() {
    return cycle;
  }

  /**
   * An output in the last cycle.
   *
   * @throws AssertionError if the hardware does not know it
   */
  BigInteger get(String output) {
    String bits = text(output);
    if (!bits.chars().allMatch(bit -> bit == '0' || bit == '1')) {
      throw new AssertionError("cycle %d: %s is %s".formatted(cycle - 1, output, bits));
    }
    return new BigInteger(bits, 2);
  }

  private String text(String output) {
    look();
    Place place = outputs.get(output);
    int end = outputBits - place.at;
    return seen.substring(end - place.bits, end);
  }

  /** An output of up to 64 bits in the last cycle. */
  long number(String output) {
    return get(output).longValue();
  }

  /** An output of one bit in the last cycle. */
  boolean high(String output) {
    return get(output).signum() != 0;
  }

  /** Resets the module for some cycles. */
  void reset(int cycles) {
    set("reset", true);
    for (int i = 0; i < cycles; i++) {
      cycle();
    }
    set("reset", false);
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
  }
}
