package bnn4j.overlay.engine;

import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
import bnn4j.overlay.Accumulator;
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
  private final Kernel kernel;
  private final int block;
  private final InputMap input;
  private final LayerWorkspace[] stages;
  private final int inputWords;
  private final int outputWords;

  private Engine(Overlay overlay, List<PreparedLayer> layers, Kernel kernel) {
    this.overlay = overlay;
    this.kernel = kernel;
    this.layers = layers;
    this.block = block(layers, kernel);
    this.input = inputMap();
    this.stages = stages();
    this.inputWords = overlay.inputWords();
    this.outputWords = overlay.outputWords();
  }

  /**
   * An engine with the kernel that suits this JVM, see {@link KernelChoice#ofThisJvm}.
   *
   * @throws bnn4j.foundation.Refusal if a kernel is asked for that cannot run
   */
  public static Engine of(ParameterSet parameters) {
    return of(parameters, KernelChoice.ofThisJvm().kernel());
  }

  /** An engine with a given kernel. */
  public static Engine of(ParameterSet parameters, Kernel kernel) {
    Overlay overlay = parameters.overlay();
    List<PreparedLayer> prepared = new ArrayList<>();
    int channels = 0;
    for (MatrixLayer layer : overlay.layers()) {
      if (layer.index() == 0) {
        channels = inputChannels(layer);
      }
      prepared.add(
          new PreparedLayer(layer, channels, parameters.layers().get(layer.index()), kernel));
      channels = layer.rows();
    }
    return new Engine(overlay, List.copyOf(prepared), kernel);
  }

  /** Another workspace around the same weights, for another thread. */
  public Engine copy() {
    return new Engine(overlay, layers, kernel);
  }

  /** Images that it runs together, layer by layer. */
  int block() {
    return block;
  }

  /** What the parameters are for. */
  public Overlay overlay() {
    return overlay;
  }

  /**
   * Runs images one after the other.
   *
   * @param words packed images, {@link Overlay#inputWords} words each
   * @param inputOffset where the first image starts
   * @param images how many
   * @param output gets the result words, {@link Overlay#outputWords} for each image in turn
   * @param outputOffset where the first result goes
   * @throws IndexOutOfBoundsException before anything is computed, if an array is too short
   */
  public void run(long[] words, int inputOffset, int images, long[] output, int outputOffset) {
    Objects.checkFromIndexSize(inputOffset, Math.multiplyExact(images, inputWords), words.length);
    Objects.checkFromIndexSize(
        outputOffset, Math.multiplyExact(images, outputWords), output.length);
    for (int first = 0; first < images; first += block) {
      int count = Math.min(block, images - first);
      runBlock(words, inputOffset + first * inputWords, count);
      System.arraycopy(
          results(), 0, output, outputOffset + first * outputWords, count * outputWords);
    }
  }

  private void runBlock(long[] words, int offset, int images) {
    for (int image = 0; image < images; image++) {
      input.load(image, words, offset + image * inputWords);
    }
    for (LayerWorkspace stage : stages) {
      stage.run(images);
    }
  }

  private long[] results() {
    return stages[stages.length - 1].results();
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
  public Trace trace(long[] words, int offset) {
    Objects.checkFromIndexSize(offset, inputWords, words.length);
    input.load(0, words, offset);
    List<LayerTrace> traces = new ArrayList<>();
    for (LayerWorkspace stage : stages) {
      traces.add(stage.trace());
    }
    long[] output = Arrays.copyOf(results(), outputWords);
    return new Trace(inputBytes(words, offset), traces, output);
  }

  /** Packed words are, byte by byte, the 8-bit values in the order of a trace. */
  private byte[] inputBytes(long[] words, int offset) {
    if (overlay.binaryInput()) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(inputWords * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words, offset, inputWords);
    return Arrays.copyOf(bytes.array(), overlay.network().input().values());
  }

  private LayerWorkspace[] stages() {
    LayerWorkspace[] stages = new LayerWorkspace[layers.size()];
    for (int l = 0; l < stages.length; l++) {
      PreparedLayer layer = layers.get(l);
      InputMap map = l == 0 ? input : stages[l - 1].output();
      Synapses synapses =
          map instanceof ActivationMap activations
              ? layer.synapses(activations, block)
              : layer.synapses((PictureMap) map, block, overlay.network().input());
      stages[l] = new LayerWorkspace(layer, synapses, block, kernel);
    }
    return stages;
  }

  /** Images that run together, layer by layer. */
  private static int block(List<PreparedLayer> layers, Kernel kernel) {
    int most = 1;
    for (PreparedLayer prepared : layers) {
      MatrixLayer layer = prepared.layer();
      most = Math.max(most, layer.positions() * ((layer.rows() + Long.SIZE - 1) / Long.SIZE));
    }
    return Math.max(1, kernel.mapWords() / most);
  }

  /** A dense layer sees a binary picture as one pixel with padding channels. */
  private static int inputChannels(MatrixLayer first) {
    return first.layer().isDense() ? first.columns() : first.layer().input().channels();
  }

  private InputMap inputMap() {
    MatrixLayer first = overlay.layers().get(0);
    if (first.accumulator() == Accumulator.FIXED_POINT) {
      return new PictureMap(block, overlay.network().input());
    }
    int dimension = first.layer().isDense() ? 1 : first.layer().input().dimension();
    boolean ternary = first.accumulator() == Accumulator.SIGNED;
    return new ActivationMap(block, dimension, inputChannels(first), ternary);
  }
}
