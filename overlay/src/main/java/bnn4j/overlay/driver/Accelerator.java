package bnn4j.overlay.driver;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.util.function.IntConsumer;

/**
 * Something that runs a binarized network: the engine, a simulated overlay, a board.
 *
 * <p>Belongs to one thread. All of them give the same words for the same parameters and images.
 */
public interface Accelerator extends AutoCloseable {
  /** The overlay that it has been set up for. */
  Overlay overlay();

  /**
   * Loads a network, in place of the one before.
   *
   * @throws Refusal if the set is for another overlay
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  void load(ParameterSet parameters);

  /**
   * Runs images one after the other, however many.
   *
   * @param input packed images from the start of the array on, {@link Overlay#inputWords} words
   *     each
   * @param images how many
   * @return {@link Overlay#outputWords} result words for each image in turn
   * @throws IllegalStateException if nothing has been loaded
   * @throws IndexOutOfBoundsException before anything is run, if the array is too short
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  long[] run(long[] input, int images);

  /**
   * As {@link #run(long[], int)}, telling now and then how far it is.
   *
   * @param progress is told the number of images done, at last all of them
   */
  default long[] run(long[] input, int images, IntConsumer progress) {
    long[] output = run(input, images);
    progress.accept(images);
    return output;
  }

  /** Gives back what it holds. */
  @Override
  void close();
}
