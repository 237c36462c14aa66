package bnn4j.hardware.simulation;

import bnn4j.hardware.rtl.Buffers;
import bnn4j.hardware.rtl.Design;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.SimulationSource.Watch;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds how many words have to be able to wait before each stage, so that none waits for another
 * longer than the slowest needs.
 *
 * <p>Images come in just as fast as the slowest stage takes them, evenly, and there is ample room
 * everywhere: the most words that ever wait somewhere are then the room that this schedule needs,
 * and an overlay with that room that is not held back is at least as fast. The values do not change
 * the time, so none are loaded.
 */
public final class BufferSizing {
  /** Until the pipeline is full, and once more. */
  private static final int IMAGES = 6;

  private BufferSizing() {}

  /**
   * The overlay with the words that have to wait in its description.
   *
   * @param cache where programs are kept
   */
  public static Overlay sized(Path cache, Overlay overlay) {
    Pipeline pipeline = Buffers.unlimited(Pipeline.of(overlay));
    Path program = SimulationBuild.program(cache, Design.of(pipeline), Watch.LEVELS);
    try (SimulationProcess process = new SimulationProcess(program)) {
      long interval = 256 * pipeline.bottleneck() / overlay.inputWords();
      process.pace((int) Math.min(Integer.MAX_VALUE, interval));
      process.trace(true);
      run(process, overlay, IMAGES);
      process.trace(false);
      List<String> lines = Files.readAllLines(process.traceFile());
      return withFifos(
          overlay,
          IntStream.range(0, overlay.foldings().size()).mapToObj(i -> most(lines, i)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Cycles between the results of images, once the pipeline is full, and until the first result.
   *
   * @param first cycles from the start to the first result
   * @param steady cycles from the result before the last to the last
   */
  public record Cycles(long first, long steady) {}

  /**
   * What an overlay takes, measured.
   *
   * @param cache where programs are kept
   * @param images to run, enough to fill the pipeline
   */
  public static Cycles measure(Path cache, Overlay overlay, int images) {
    Path program = SimulationBuild.program(cache, Design.of(Pipeline.of(overlay)), Watch.NOTHING);
    try (SimulationProcess process = new SimulationProcess(program)) {
      long start = process.cycles();
      long[] ends = run(process, overlay, images);
      int bursts = ends.length / images;
      return new Cycles(
          ends[bursts - 1] - start, ends[ends.length - 1] - ends[ends.length - 1 - bursts]);
    }
  }

  /** Runs images of nothing; gives the cycles in which parts of results were complete. */
  private static long[] run(SimulationProcess process, Overlay overlay, int images) {
    long input = 1L << 32;
    long output = 1L << 33;
    process.allocate(input, (long) images * overlay.inputWords() * Long.BYTES);
    process.allocate(output, (long) images * overlay.outputWords() * Long.BYTES);
    write(process, Register.INPUT_LOW, Register.INPUT_HIGH, input);
    write(process, Register.OUTPUT_LOW, Register.OUTPUT_HIGH, output);
    process.writeRegister(Register.NUM_REPS.offset(), images);
    process.completions();
    process.writeRegister(Register.CONTROL.offset(), Control.START);
    long patience = 1000 + 100L * images * Pipeline.of(overlay).bottleneck();
    for (long end = process.cycles() + patience; ; ) {
      if ((process.readRegister(Register.CONTROL.offset()) & Control.DONE) != 0) {
        return process.completions();
      }
      if (process.cycles() > end) {
        throw new AcceleratorException(
            "%s did not finish %d images within %d cycles"
                .formatted(overlay.name(), images, patience));
      }
    }
  }

  private static void write(SimulationProcess process, Register low, Register high, long value) {
    process.writeRegister(low.offset(), (int) value);
    process.writeRegister(high.offset(), (int) (value >>> Integer.SIZE));
  }

  private static int most(List<String> lines, int layer) {
    String start = "4 " + layer + " ";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .mapToInt(line -> Integer.parseUnsignedInt(line.substring(line.lastIndexOf(' ') + 1), 16))
        .max()
        .orElse(1);
  }

  private static Overlay withFifos(Overlay overlay, List<Integer> words) {
    List<Folding> foldings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      foldings.add(overlay.foldings().get(i).withFifo(words.get(i)));
    }
    return new Overlay(overlay.name(), overlay.network(), foldings);
  }
}
