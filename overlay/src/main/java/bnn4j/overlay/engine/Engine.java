package bnn4j.overlay.engine;

import bnn4j.overlay.Accumulator;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A parameter set made ready to run, equal to the accelerator to the bit.
 *
 * <p>An engine is one thread's workspace: it must not be used by two threads at a time, and {@link
 * #copy} makes another one around the same weights. Running allocates nothing per image.
 */
public final class Engine {
  private final Overlay overlay;
  private final List<PreparedLayer> layers;
  private final Stage[] stages;
  private final int inputWords;
  private final int outputWords;

  private Engine(Overlay overlay, List<PreparedLayer> layers) {
    this.overlay = overlay;
    this.layers = layers;
    this.stages = stages(overlay, layers);
    this.inputWords = overlay.inputWords();
    this.outputWords = overlay.outputWords();
  }

  /** An engine with the kernel that suits this JVM. */
  public static Engine of(ParameterSet parameters) {
    return of(parameters, new ScalarKernel());
  }

  /** An engine with a given kernel. */
  public static Engine of(ParameterSet parameters, Kernel kernel) {
    Overlay overlay = parameters.overlay();
    InputFormat format = overlay.topology().input();
    List<PreparedLayer> prepared = new ArrayList<>();
    int channels = 0;
    for (MatrixLayer layer : overlay.layers()) {
      if (layer.index() == 0) {
        channels = inputChannels(layer);
      }
      prepared.add(
          new PreparedLayer(
              layer, format, channels, parameters.layers().get(layer.index()), kernel));
      channels = layer.rows();
    }
    return new Engine(overlay, List.copyOf(prepared));
  }

  /** Another workspace around the same weights, for another thread. */
  public Engine copy() {
    return new Engine(overlay, layers);
  }

  /** What the parameters are for. */
  public Overlay overlay() {
    return overlay;
  }

  /**
   * Runs images one after the other.
   *
   * @param input packed images, {@link Overlay#inputWords} words each
   * @param inputOffset where the first image starts
   * @param images how many
   * @param output gets the result words, {@link Overlay#outputWords} for each image in turn
   * @param outputOffset where the first result goes
   * @throws IndexOutOfBoundsException before anything is computed, if an array is too short
   */
  public void run(long[] input, int inputOffset, int images, long[] output, int outputOffset) {
    Objects.checkFromIndexSize(inputOffset, Math.multiplyExact(images, inputWords), input.length);
    Objects.checkFromIndexSize(
        outputOffset, Math.multiplyExact(images, outputWords), output.length);
    for (int image = 0; image < images; image++) {
      stages[0].load(input, inputOffset + image * inputWords);
      for (Stage stage : stages) {
        stage.run();
      }
      stages[stages.length - 1].store(output, outputOffset + image * outputWords, outputWords);
    }
  }

  /**
   * Runs images on several threads.
   *
   * @param input packed images from the start of the array on
   * @param images how many
   * @param threads at least 1
   * @return the result words of each image in turn, whatever the number of threads
   * @throws IndexOutOfBoundsException before anything is computed, if the array is too short
   */
  public long[] run(long[] input, int images, int threads) {
    return new Batch(this, input, images).run(threads);
  }

  /** Runs one image, which starts at the offset, and keeps every value on the way. */
  public Trace trace(long[] input, int offset) {
    Objects.checkFromIndexSize(offset, inputWords, input.length);
    stages[0].load(input, offset);
    List<LayerTrace> traces = new ArrayList<>();
    for (Stage stage : stages) {
      traces.add(stage.trace());
    }
    long[] output = new long[outputWords];
    stages[stages.length - 1].store(output, 0, outputWords);
    return new Trace(inputBytes(input, offset), traces, output);
  }

  /** Packed words are, byte by byte, the 8-bit values in the order of a trace. */
  private byte[] inputBytes(long[] input, int offset) {
    if (overlay.binaryInput()) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(inputWords * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(input, offset, inputWords);
    return Arrays.copyOf(bytes.array(), overlay.topology().input().values());
  }

  private static Stage[] stages(Overlay overlay, List<PreparedLayer> layers) {
    ActivationMap map = inputMap(overlay, layers.get(0).layer());
    Stage[] stages = new Stage[layers.size()];
    for (int l = 0; l < stages.length; l++) {
      stages[l] = new Stage(layers.get(l), map);
      map = stages[l].output();
    }
    return stages;
  }

  /** A dense layer sees a binary picture as one pixel with padding channels. */
  private static int inputChannels(MatrixLayer first) {
    return first.layer() instanceof Convolution c ? c.inChannels() : first.columns();
  }

  private static ActivationMap inputMap(Overlay overlay, MatrixLayer first) {
    if (first.accumulator() == Accumulator.FIXED_POINT) {
      return null;
    }
    int dimension =
        first.layer() instanceof Convolution ? overlay.topology().input().dimension() : 1;
    boolean ternary = first.accumulator() == Accumulator.SIGNED;
    return new ActivationMap(dimension, inputChannels(first), ternary);
  }
}
