package bnn4j.hardware.simulation;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.LittleEndian;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.SimulationSource.Watch;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.driver.DriverSettings.ReadBack;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The simulated hardware with a trace of the values at each stage. */
public final class RtlTracer implements AutoCloseable {
  /** A simulated image takes up to a second, and a call is what a timeout is for. */
  private static final int IMAGES_PER_CALL = 16;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Overlay overlay;
  private final Pipeline pipeline;
  private final RtlDevice device;
  private final DrivenAccelerator accelerator;
  private BufferedReader lines;

  private RtlTracer(Overlay overlay, DriverSettings settings) {
    this.overlay = overlay;
    this.pipeline = Pipeline.of(overlay);
    this.device = new RtlDevice(overlay, Watch.STREAMS);
    this.accelerator = new DrivenAccelerator(device, overlay, settings);
  }

  /**
   * Simulated hardware with nothing loaded.
   *
   * @param timeout for a call, if not as long as usual
   * @throws bnn4j.foundation.Refusal if a tool is missing, or the overlay cannot be built
   */
  public static RtlTracer open(Overlay overlay, Optional<Duration> timeout) {
    return new RtlTracer(overlay, settings(timeout));
  }

  /** How simulated hardware is driven: as any, in calls that end in a time that people wait for. */
  public static DriverSettings settings(Optional<Duration> timeout) {
    return DriverSettings.STANDARD
        .withImagesPerCall(IMAGES_PER_CALL)
        .withReadBack(ReadBack.EACH_MEMORY)
        .withTimeout(timeout.orElse(PATIENCE));
  }

  /** Loads a set. */
  public void load(ParameterSet parameters) {
    accelerator.load(parameters);
  }

  /**
   * Runs an image.
   *
   * @param packed its words
   */
  public TimedTrace run(long[] packed) {
    SimulationProcess process = device.process();
    process.trace(true);
    long start = process.cycles();
    long[] output = accelerator.run(packed, 1);
    process.trace(false);
    TraceLines passed = new TraceLines(pipeline, start, newLines(process));
    return new TimedTrace(new Trace(input(packed), passed.layers(), output), passed.cycles());
  }

  /**
   * Runs images and writes what the hardware had for each, and in which cycles.
   *
   * @param packed words of all images
   * @param folder of the traces, a folder for each image
   * @param progress is told the number of images done
   * @return the result words of all images
   * @throws bnn4j.foundation.Refusal if a trace cannot be written
   */
  public long[] write(long[] packed, int images, Path folder, IntConsumer progress) {
    int words = overlay.inputWords();
    int outputWords = overlay.outputWords();
    long[] outputs = new long[images * outputWords];
    TraceFolder.replace(
        folder,
        incoming -> {
          for (int image = 0; image < images; image++) {
            TimedTrace timed = run(Arrays.copyOfRange(packed, image * words, (image + 1) * words));
            Path one = TraceFolder.ofImage(incoming, image);
            TraceFolder.write(timed.trace(), one);
            TraceFolder.writeCycles(timed.cycles(), one);
            System.arraycopy(timed.trace().output(), 0, outputs, image * outputWords, outputWords);
            progress.accept(image + 1);
          }
        });
    return outputs;
  }

  private List<String> newLines(SimulationProcess process) {
    try {
      if (lines == null) {
        lines = Files.newBufferedReader(process.traceFile());
      } else {
        process.cycles();
      }
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] input(long[] packed) {
    if (overlay.binaryInput()) {
      return new byte[0];
    }
    return Arrays.copyOf(LittleEndian.bytes(packed), overlay.network().input().values());
  }

  @Override
  public void close() {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException e) {
      throw new AcceleratorException("the trace cannot be closed: " + FailureText.reason(e), e);
    } finally {
      accelerator.close();
    }
  }
}
